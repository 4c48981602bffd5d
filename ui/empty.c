typedef int empty_unit;

# Data that is built into the program.

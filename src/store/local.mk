libzicha_a_SOURCES +=

#ifndef ELASTATUS_CFUZZER_H
#define ELASTATUS_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// Runs the fuzzer with its own command line; `input` is called with one input after the other, and answers 0.
int es_fuzz(int argc, char **argv, int (*input)(const uint8_t *bytes, size_t count));

#endif

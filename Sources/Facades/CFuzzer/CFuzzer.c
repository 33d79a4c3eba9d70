#include "CFuzzer.h"

// The driver comes with the compiler's own runtime (-sanitize=fuzzer), which has no header.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*input)(const uint8_t *bytes, size_t count));

int es_fuzz(int argc, char **argv, int (*input)(const uint8_t *bytes, size_t count)) {
    return LLVMFuzzerRunDriver(&argc, &argv, input);
}

// Internationalized domain names: libidn2.
#pragma once
#include <stdint.h>

/// Writes the domain name `name` (UTF-8, NUL-terminated) into `output` of `capacity` bytes as DNS holds it, or for `unicode`
/// as people write it. Returns its length without a NUL, or -1 when there is no such form, it does not fit or memory is out.
intptr_t cidn_convert(const char *name, int32_t unicode, uint8_t *output, intptr_t capacity);

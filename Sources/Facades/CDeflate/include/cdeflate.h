// Gzip of memory blocks: zlib.
#pragma once
#include <stdint.h>

/// Bytes that are always enough for the gzip file of `count` bytes.
intptr_t cdeflate_bound(intptr_t count);

/// Writes one gzip file (RFC 1952) for `bytes` into `output` of `capacity` bytes. Returns its length, or -1 when it does not
/// fit or memory is out.
intptr_t cdeflate_gzip(const uint8_t *bytes, intptr_t count, uint8_t *output, intptr_t capacity, int32_t level);

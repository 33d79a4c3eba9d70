// Compression of memory blocks: libzstd.
#pragma once
#include <stdint.h>

/// What compressing needs besides the bytes; used by one thread at a time, for any number of blocks.
typedef struct czstd_compressor czstd_compressor;
/// The same for decompressing.
typedef struct czstd_decompressor czstd_decompressor;

/// These return NULL when there is no memory.
czstd_compressor *czstd_compressor_new(void);
czstd_decompressor *czstd_decompressor_new(void);
void czstd_compressor_free(czstd_compressor *compressor);
void czstd_decompressor_free(czstd_decompressor *decompressor);

/// Bytes that are always enough for the frame of `count` bytes.
intptr_t czstd_bound(intptr_t count);

/// Writes one frame for `bytes` into `frame` of `capacity` bytes. Returns its length, or -1 when it does not fit or memory is out.
intptr_t czstd_compress(
    czstd_compressor *compressor, const uint8_t *bytes, intptr_t count, uint8_t *frame, intptr_t capacity,
    int32_t level);

/// Writes what one frame holds into `bytes`, never more than `capacity` bytes.
/// Returns how many, or -1 for what is no frame, is damaged or holds more.
intptr_t czstd_decompress(
    czstd_decompressor *decompressor, const uint8_t *frame, intptr_t count, uint8_t *bytes, intptr_t capacity);

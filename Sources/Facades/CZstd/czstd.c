#include "czstd.h"

#include <zstd.h>

// The library's own objects under the facade's names: an own structure around them would hold nothing else.
czstd_compressor *czstd_compressor_new(void) { return (czstd_compressor *)ZSTD_createCCtx(); }

czstd_decompressor *czstd_decompressor_new(void) { return (czstd_decompressor *)ZSTD_createDCtx(); }

void czstd_compressor_free(czstd_compressor *compressor) { ZSTD_freeCCtx((ZSTD_CCtx *)compressor); }

void czstd_decompressor_free(czstd_decompressor *decompressor) { ZSTD_freeDCtx((ZSTD_DCtx *)decompressor); }

intptr_t czstd_bound(intptr_t count) { return (intptr_t)ZSTD_compressBound((size_t)count); }

static intptr_t length_or_failure(size_t result) { return ZSTD_isError(result) ? -1 : (intptr_t)result; }

intptr_t czstd_compress(
    czstd_compressor *compressor, const uint8_t *bytes, intptr_t count, uint8_t *frame, intptr_t capacity,
    int32_t level) {
    return length_or_failure(
        ZSTD_compressCCtx((ZSTD_CCtx *)compressor, frame, (size_t)capacity, bytes, (size_t)count, level));
}

intptr_t czstd_decompress(
    czstd_decompressor *decompressor, const uint8_t *frame, intptr_t count, uint8_t *bytes, intptr_t capacity) {
    return length_or_failure(
        ZSTD_decompressDCtx((ZSTD_DCtx *)decompressor, bytes, (size_t)capacity, frame, (size_t)count));
}

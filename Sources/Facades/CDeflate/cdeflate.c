#include "cdeflate.h"

#include <limits.h>
#include <zlib.h>

// A gzip file's head and foot beside what zlib's own format has.
enum { more = 18 };

intptr_t cdeflate_bound(intptr_t count) { return (intptr_t)compressBound((uLong)count) + more; }

intptr_t cdeflate_gzip(const uint8_t *bytes, intptr_t count, uint8_t *output, intptr_t capacity, int32_t level) {
    z_stream stream = {0};
    if (count > UINT_MAX || capacity > UINT_MAX) return -1;
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return -1;
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)count;
    stream.next_out = output;
    stream.avail_out = (uInt)capacity;
    int result = deflate(&stream, Z_FINISH);
    intptr_t written = (intptr_t)stream.total_out;
    deflateEnd(&stream);
    return result == Z_STREAM_END ? written : -1;
}

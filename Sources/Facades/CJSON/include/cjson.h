#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Why a document was refused; 0 is success.
enum cjson_status {
    CJSON_OK = 0,
    CJSON_SYNTAX = 1,
    CJSON_ENCODING = 2,
    CJSON_CONTROL = 3,  ///< a raw control character inside a string
    CJSON_TOO_DEEP = 4,
    CJSON_TOO_MANY_NODES = 5,
    CJSON_TRUNCATED = 6,
    CJSON_TOO_LARGE = 7,
    CJSON_NO_MEMORY = 8,
};

/// What a token is.
enum cjson_kind {
    CJSON_NULL = 0,
    CJSON_FALSE = 1,
    CJSON_TRUE = 2,
    CJSON_INTEGER = 3,  ///< payload: int64_t
    CJSON_DOUBLE = 4,   ///< payload: the bits of a finite double
    CJSON_NUMBER = 5,   ///< a number that fits neither; payload and length: its text in `source`
    CJSON_STRING = 6,   ///< payload and length: in `source`
    CJSON_DECODED = 7,  ///< a string that held escapes; payload and length: in `decoded`
    CJSON_ARRAY = 8,    ///< length: how many elements follow
    CJSON_OBJECT = 9,   ///< length: how many pairs of key and value follow
    CJSON_KEY = 10,     ///< length: index into `keys`
};

typedef struct cjson_token {
    uint8_t kind;
    uint8_t repeats;  ///< of an object: whether a key stands in it twice
    uint32_t length;
    uint64_t payload;
} cjson_token;

/// A distinct key; `decoded` tells which text it is in.
typedef struct cjson_key {
    uint64_t offset;
    uint32_t length;
    uint32_t decoded;
} cjson_key;

/// A whole document in prefix order. Texts are valid UTF-8 and not terminated.
typedef struct cjson_tape {
    const cjson_token *tokens;
    const cjson_key *keys;  ///< each distinct key once
    const uint8_t *source;
    const uint8_t *decoded;
    size_t token_count;
    uint32_t key_count;
    int32_t status;         ///< enum cjson_status; the tape is whole only when CJSON_OK
    size_t offset;          ///< of the failure in the input, as near as known
    const char *message;    ///< of the failure; static text
} cjson_tape;

/// Reads a document. Gives NULL only when there is no memory. `depth` is at most 1000, `length` below 1 GiB.
cjson_tape *cjson_parse(const uint8_t *bytes, size_t length, uint32_t depth, uint32_t nodes);

/// Releases what `cjson_parse` gave.
void cjson_free(cjson_tape *tape);

#ifdef __cplusplus
}
#endif

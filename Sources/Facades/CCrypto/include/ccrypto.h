// Hashes, keyed hashes and random bytes of libcrypto (OpenSSL 3).
#pragma once
#include <stdint.h>

#define CCRYPTO_SHA256_BYTES 32

/// Writes the SHA-256 of `bytes` into `digest` (32 bytes). Returns 1, or 0 when the library failed.
int32_t ccrypto_sha256(const uint8_t *bytes, intptr_t count, uint8_t *digest);

#define CCRYPTO_SHA1_BYTES 20

/// Writes the SHA-1 of `bytes` into `digest` (20 bytes), which names things and protects nothing. Returns 1, or 0 when the
/// library failed.
int32_t ccrypto_sha1(const uint8_t *bytes, intptr_t count, uint8_t *digest);

/// A key prepared for HMAC-SHA256; used by any number of threads at once, never written after it was made.
typedef struct ccrypto_hmac_key ccrypto_hmac_key;

/// Returns NULL when the library failed.
ccrypto_hmac_key *ccrypto_hmac_key_new(const uint8_t *key, intptr_t count);
void ccrypto_hmac_key_free(ccrypto_hmac_key *key);

/// Writes the HMAC-SHA256 of `bytes` into `code` (32 bytes). Returns 1, or 0 when the library failed.
int32_t ccrypto_hmac_sha256(const ccrypto_hmac_key *key, const uint8_t *bytes, intptr_t count, uint8_t *code);

/// Fills `bytes` from the system's cryptographic generator. Returns 1, or 0 when it has no entropy.
int32_t ccrypto_random(uint8_t *bytes, intptr_t count);

/// Returns 1 when both buffers hold the same bytes; the time taken depends on `count` alone.
int32_t ccrypto_equal(const uint8_t *left, const uint8_t *right, intptr_t count);

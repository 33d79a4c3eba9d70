#include "ccrypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <stdlib.h>

// Fetched once: looking an algorithm up by name costs more than hashing a request with it.
static EVP_MD *sha256;
static EVP_MAC *hmac;
static pthread_once_t fetched = PTHREAD_ONCE_INIT;

static void fetch(void) {
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
}

// NULL stands for an empty buffer in Swift; the library wants an address.
static const uint8_t nothing[1];

int32_t ccrypto_sha256(const uint8_t *bytes, intptr_t count, uint8_t *digest) {
    pthread_once(&fetched, fetch);
    return sha256 != NULL && EVP_Digest(bytes ? bytes : nothing, (size_t)count, digest, NULL, sha256, NULL) == 1;
}

int32_t ccrypto_sha1(const uint8_t *bytes, intptr_t count, uint8_t *digest) {
    return EVP_Digest(bytes ? bytes : nothing, (size_t)count, digest, NULL, EVP_sha1(), NULL) == 1;
}

struct ccrypto_hmac_key {
    EVP_MAC_CTX *keyed;
};

ccrypto_hmac_key *ccrypto_hmac_key_new(const uint8_t *key, intptr_t count) {
    pthread_once(&fetched, fetch);
    ccrypto_hmac_key *made = hmac ? calloc(1, sizeof *made) : NULL;
    if (made == NULL) return NULL;
    char digest[] = "SHA256";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    made->keyed = EVP_MAC_CTX_new(hmac);
    if (made->keyed && EVP_MAC_init(made->keyed, key ? key : nothing, (size_t)count, parameters) == 1) return made;
    ccrypto_hmac_key_free(made);
    return NULL;
}

void ccrypto_hmac_key_free(ccrypto_hmac_key *key) {
    if (key == NULL) return;
    EVP_MAC_CTX_free(key->keyed);
    free(key);
}

int32_t ccrypto_hmac_sha256(const ccrypto_hmac_key *key, const uint8_t *bytes, intptr_t count, uint8_t *code) {
    // A copy of the keyed state: the two key blocks are hashed once per key instead of once per message.
    EVP_MAC_CTX *context = EVP_MAC_CTX_dup(key->keyed);
    size_t written = 0;
    int32_t done = context != NULL && EVP_MAC_update(context, bytes ? bytes : nothing, (size_t)count) == 1 &&
                   EVP_MAC_final(context, code, &written, CCRYPTO_SHA256_BYTES) == 1 &&
                   written == CCRYPTO_SHA256_BYTES;
    EVP_MAC_CTX_free(context);
    return done;
}

int32_t ccrypto_random(uint8_t *bytes, intptr_t count) {
    // RAND_bytes counts in int.
    while (count > 0) {
        int part = count > 1 << 20 ? 1 << 20 : (int)count;
        if (RAND_bytes(bytes, part) != 1) return 0;
        bytes += part;
        count -= part;
    }
    return 1;
}

int32_t ccrypto_equal(const uint8_t *left, const uint8_t *right, intptr_t count) {
    return count == 0 || CRYPTO_memcmp(left, right, (size_t)count) == 0;
}

#include "CLibcrypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

#if OPENSSL_VERSION_NUMBER < 0x30000000L
#error "OpenSSL 3.0 or later is needed"
#endif

struct clibcrypto_sha256 {
    EVP_MD_CTX *context;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static EVP_MD *sha256;
static EVP_MD *sha384;
static EVP_MD *sha512;

// A library context of our own reads no openssl.cnf: it starts faster, and a configuration that
// leaves the default provider out cannot take SHA-2 away. The algorithms are fetched once, because
// a fetch costs more than the digest of a small file.
static void fetch(void) {
    // Without this, exit() would clear OpenSSL's tables away under threads that still digest.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    OSSL_LIB_CTX *library = OSSL_LIB_CTX_new();
    if (library == NULL) abort();
    sha256 = EVP_MD_fetch(library, "SHA256", NULL);
    sha384 = EVP_MD_fetch(library, "SHA384", NULL);
    sha512 = EVP_MD_fetch(library, "SHA512", NULL);
    if (sha256 == NULL || sha384 == NULL || sha512 == NULL) abort();
}

static void require(int succeeded) {
    if (!succeeded) abort();
}

struct clibcrypto_sha256 *clibcrypto_sha256_new(void) {
    require(pthread_once(&once, fetch) == 0);
    struct clibcrypto_sha256 *digest = malloc(sizeof *digest);
    if (digest == NULL) abort();
    digest->context = EVP_MD_CTX_new();
    require(digest->context != NULL);
    require(EVP_DigestInit_ex(digest->context, sha256, NULL));
    return digest;
}

void clibcrypto_sha256_free(struct clibcrypto_sha256 *digest) {
    EVP_MD_CTX_free(digest->context);
    free(digest);
}

void clibcrypto_sha256_reset(struct clibcrypto_sha256 *digest) {
    require(EVP_DigestInit_ex(digest->context, NULL, NULL));
}

void clibcrypto_sha256_update(struct clibcrypto_sha256 *digest, const void *bytes, size_t count) {
    if (count > 0) require(EVP_DigestUpdate(digest->context, bytes, count));
}

void clibcrypto_sha256_final(struct clibcrypto_sha256 *digest, uint8_t *out) {
    require(EVP_DigestFinal_ex(digest->context, out, NULL));
}

static void digest_at_once(const EVP_MD *const *algorithm, const void *bytes, size_t count,
                           uint8_t *out) {
    require(pthread_once(&once, fetch) == 0);
    require(EVP_Digest(count > 0 ? bytes : "", count, out, NULL, *algorithm, NULL));
}

void clibcrypto_sha256(const void *bytes, size_t count, uint8_t *out) {
    digest_at_once((const EVP_MD *const *)&sha256, bytes, count, out);
}

void clibcrypto_sha384(const void *bytes, size_t count, uint8_t *out) {
    digest_at_once((const EVP_MD *const *)&sha384, bytes, count, out);
}

void clibcrypto_sha512(const void *bytes, size_t count, uint8_t *out) {
    digest_at_once((const EVP_MD *const *)&sha512, bytes, count, out);
}

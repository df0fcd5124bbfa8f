// SHA-2 by libcrypto of OpenSSL, which uses the processor's own instructions.
//
// No type of OpenSSL shows here, so the headers of OpenSSL are needed to build this target alone.
// No function fails: libcrypto could only by running out of memory, and then the process ends, as
// it does where Swift itself runs out.
#ifndef CLIBCRYPTO_H
#define CLIBCRYPTO_H

#if !__has_include(<openssl/evp.h>)
#error "OpenSSL headers not found. Debian/Ubuntu: apt-get install libssl-dev"
#endif

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLIBCRYPTO_SHA256_BYTES 32
#define CLIBCRYPTO_SHA384_BYTES 48
#define CLIBCRYPTO_SHA512_BYTES 64

// A SHA-256 under way. Used by one thread at a time.
struct clibcrypto_sha256;

// A new SHA-256 of no bytes; the caller frees it.
struct clibcrypto_sha256 *_Nonnull clibcrypto_sha256_new(void);
void clibcrypto_sha256_free(struct clibcrypto_sha256 *_Nonnull digest);

// Starts again with no bytes.
void clibcrypto_sha256_reset(struct clibcrypto_sha256 *_Nonnull digest);

// Takes in further bytes.
void clibcrypto_sha256_update(struct clibcrypto_sha256 *_Nonnull digest,
                              const void *_Nullable bytes, size_t count);

// Writes the 32 bytes of the digest; reset comes before the next update.
void clibcrypto_sha256_final(struct clibcrypto_sha256 *_Nonnull digest, uint8_t *_Nonnull out);

// The SHA-256 (32 bytes), SHA-384 (48 bytes) and SHA-512 (64 bytes) of bytes in one go.
void clibcrypto_sha256(const void *_Nullable bytes, size_t count, uint8_t *_Nonnull out);
void clibcrypto_sha384(const void *_Nullable bytes, size_t count, uint8_t *_Nonnull out);
void clibcrypto_sha512(const void *_Nullable bytes, size_t count, uint8_t *_Nonnull out);

#ifdef __cplusplus
}
#endif

#endif

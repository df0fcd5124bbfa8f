// SHA-256 by libcrypto of OpenSSL, which uses the processor's own instructions.
#ifndef CLIBCRYPTO_H
#define CLIBCRYPTO_H

#if !__has_include(<openssl/evp.h>)
#error "OpenSSL headers not found. Debian/Ubuntu: apt-get install libssl-dev"
#endif

#include <stddef.h>
#include <stdint.h>

#endif

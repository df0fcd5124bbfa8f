// What the system tells of files, which Swift's Glibc module has no call for.
#ifndef CFILES_H
#define CFILES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The device, the number and the time of birth of a file (statx(2)).
struct cfiles_birth {
    uint64_t device;
    uint64_t number;
    int64_t seconds;
    uint32_t nanoseconds;
};

// Tells the birth of a file, a link not followed; -1 where the file system does not tell it.
int cfiles_birth(const char *_Nonnull path, struct cfiles_birth *_Nonnull birth);

#ifdef __cplusplus
}
#endif

#endif

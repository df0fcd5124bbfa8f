// What the system tells of files, which Swift's Glibc module has no call for.
#ifndef CFILES_H
#define CFILES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

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

// Whether names in a folder can be made and not taken away: 1 where it is append-only or immutable
// (chattr(1)), 0 where it is not or the file system does not tell.
int cfiles_keeps_names(const char *_Nonnull folder);

// The extended attributes of an open file (xattr(7)); as flistxattr(2), fgetxattr(2), fsetxattr(2) and
// fremovexattr(2).
ssize_t cfiles_attributes(int file, char *_Nullable names, size_t size);
ssize_t cfiles_attribute(int file, const char *_Nonnull name, void *_Nullable value, size_t size);
int cfiles_set_attribute(int file, const char *_Nonnull name, const void *_Nullable value, size_t size);
int cfiles_remove_attribute(int file, const char *_Nonnull name);

#ifdef __cplusplus
}
#endif

#endif

#define _GNU_SOURCE
#include "CFiles.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>

int cfiles_birth(const char *path, struct cfiles_birth *birth) {
#if defined(STATX_BTIME)
    struct statx status;
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BTIME | STATX_INO, &status) != 0) return -1;
    if (!(status.stx_mask & STATX_BTIME)) return -1;
    birth->device = ((uint64_t)status.stx_dev_major << 32) | status.stx_dev_minor;
    birth->number = status.stx_ino;
    birth->seconds = status.stx_btime.tv_sec;
    birth->nanoseconds = status.stx_btime.tv_nsec;
    return 0;
#else
    (void)path;
    (void)birth;
    return -1;
#endif
}

int cfiles_keeps_names(const char *folder) {
#if defined(STATX_ATTR_APPEND)
    struct statx status;
    if (statx(AT_FDCWD, folder, 0, STATX_TYPE, &status) != 0) return 0;
    return (status.stx_attributes & (STATX_ATTR_APPEND | STATX_ATTR_IMMUTABLE)) != 0;
#else
    (void)folder;
    return 0;
#endif
}

ssize_t cfiles_attributes(int file, char *names, size_t size) {
    return flistxattr(file, names, size);
}

ssize_t cfiles_attribute(int file, const char *name, void *value, size_t size) {
    return fgetxattr(file, name, value, size);
}

int cfiles_set_attribute(int file, const char *name, const void *value, size_t size) {
    return fsetxattr(file, name, value, size, 0);
}

int cfiles_remove_attribute(int file, const char *name) { return fremovexattr(file, name); }

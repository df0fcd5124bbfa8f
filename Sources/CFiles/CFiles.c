#define _GNU_SOURCE
#include "CFiles.h"

#include <fcntl.h>
#include <sys/stat.h>

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

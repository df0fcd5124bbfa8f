#include "internal.h"

/* Written by .ci/release, and not there in any other build. */
#if __has_embed("commit")
static const unsigned char commit[] = {
#embed "commit"
};
#endif

const struct cembedded_file cembedded_commit[] = {
#if __has_embed("commit")
    {"commit", commit, sizeof commit},
#endif
    {NULL, NULL, 0},
};

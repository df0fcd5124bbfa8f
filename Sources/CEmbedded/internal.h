#include "CEmbedded.h"

/* Each ends with a file without a name. */
extern const struct cembedded_file cembedded_loaders[];
extern const struct cembedded_file cembedded_manual[];
extern const struct cembedded_file cembedded_commit[];

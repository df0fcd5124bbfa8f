#include "internal.h"

#include <string.h>

static const struct cembedded_file *const kinds[] = {cembedded_loaders, cembedded_manual,
                                                     cembedded_commit};

const struct cembedded_file *cembedded_find(const char *name) {
  for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
    for (const struct cembedded_file *file = kinds[kind]; file->name; file++) {
      if (strcmp(file->name, name) == 0) return file;
    }
  }
  return NULL;
}

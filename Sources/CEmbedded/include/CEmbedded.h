/* Files of this repository that the program prints: they lie in the program itself, which stays one
 * file. */
#ifndef CEMBEDDED_H
#define CEMBEDDED_H

#include <stddef.h>

/* A file: its name, by kind, such as "loader/flask", and its bytes. */
struct cembedded_file {
  const char *name;
  const unsigned char *bytes;
  size_t count;
};

/* The file of a name; NULL where there is none. */
const struct cembedded_file *cembedded_find(const char *name);

#endif

// stderr in memory while the screen is ours: a message would land in the middle of it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "internal.h"

// The most bytes given back; a loop of messages must not flood the terminal.
enum { LIMIT = 64 * 1024 };

static atomic_int real = -1;

void ct_errors_hold(void) {
  if (real >= 0 || !isatty(STDERR_FILENO)) return;
  fflush(stderr);
  int memory = memfd_create("stderr", MFD_CLOEXEC);
  int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (memory >= 0 && copy >= 0 && dup2(memory, STDERR_FILENO) >= 0) {
    real = copy;
  } else if (copy >= 0) {
    close(copy);
  }
  if (memory >= 0) close(memory);
}

// Called from a handler too: only pread, write, dup2, close.
void ct_errors_release(void) {
  int copy = atomic_exchange(&real, -1);
  if (copy < 0) return;
  // stderr is not buffered, so the file has all of it; dup2 closes the file, hence a duplicate first.
  int memory = dup(STDERR_FILENO);
  dup2(copy, STDERR_FILENO);
  close(copy);
  if (memory < 0) return;
  char bytes[1024];
  off_t offset = 0;
  ssize_t count;
  while (offset < LIMIT && (count = pread(memory, bytes, sizeof bytes, offset)) > 0) {
    if (write(STDERR_FILENO, bytes, (size_t)count) < 0) break;
    offset += count;
  }
  close(memory);
}

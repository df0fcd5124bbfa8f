#include "CMemory.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

void cmemory_give_back_early(void) {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD) && defined(M_ARENA_MAX)
  // Left alone, glibc raises the size from which on a block is mapped on its own each time one of them
  // is freed, up to 32 MiB (mallopt(3)): arrays that grow by doubling then leave holes in the heap
  // that are never given back.
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  mallopt(M_TRIM_THRESHOLD, 256 * 1024);
  // Each thread gets a heap of its own, with holes of its own; ours mostly read files and share two.
  mallopt(M_ARENA_MAX, 2);
#endif
}

void cmemory_give_back_now(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

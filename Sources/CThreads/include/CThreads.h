// Starts threads where they are of use at once, which Swift's Glibc module has no call for.
#ifndef CTHREADS_H
#define CTHREADS_H

#include <pthread.h>

#ifdef __cplusplus
extern "C" {
#endif

// As pthread_create(3): starts a thread, and gives 0 or an error number.
//
// The thread begins on another processor than the caller's, the number-th after it (1 is the next), and
// may be moved from there. Left to itself the kernel often begins it on the caller's, where it waits
// until the caller does: up to 10 ms, which is longer than a whole run may take.
int cthreads_start(pthread_t *_Nonnull thread, int number,
                   void *_Nullable (*_Nonnull body)(void *_Nullable), void *_Nullable argument);

#ifdef __cplusplus
}
#endif

#endif

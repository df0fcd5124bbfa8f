#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#endif

#include "CThreads.h"

#if defined(__linux__)

struct beginning {
    void *(*body)(void *);
    void *argument;
    cpu_set_t processors;
};

// Lets the thread be moved, now that it runs.
static void *begin(void *pointer) {
    struct beginning beginning = *(struct beginning *)pointer;
    free(pointer);
    sched_setaffinity(0, sizeof beginning.processors, &beginning.processors);
    return beginning.body(beginning.argument);
}

// The number-th processor after the caller's among those that it may use; -1 where it may use no other.
static int processor_after(int number, const cpu_set_t *processors) {
    int here = sched_getcpu();
    if (here < 0 || CPU_COUNT(processors) < 2) return -1;
    for (int at = here + 1; at <= here + CPU_SETSIZE; at++) {
        int processor = at % CPU_SETSIZE;
        if (CPU_ISSET(processor, processors) && --number == 0) return processor;
    }
    return -1;
}

static int start_on(int processor, pthread_t *thread, const struct beginning *beginning) {
    struct beginning *copy = malloc(sizeof *copy);
    pthread_attr_t attributes;
    if (copy == NULL || pthread_attr_init(&attributes) != 0) {
        free(copy);
        return -1;
    }
    *copy = *beginning;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    int failure = pthread_attr_setaffinity_np(&attributes, sizeof one, &one);
    if (failure == 0) failure = pthread_create(thread, &attributes, begin, copy);
    pthread_attr_destroy(&attributes);
    if (failure != 0) free(copy);
    return failure;
}

int cthreads_start(pthread_t *thread, int number, void *(*body)(void *), void *argument) {
    struct beginning beginning = {.body = body, .argument = argument};
    if (sched_getaffinity(0, sizeof beginning.processors, &beginning.processors) == 0) {
        int processor = processor_after(number, &beginning.processors);
        if (processor >= 0 && start_on(processor, thread, &beginning) == 0) return 0;
    }
    return pthread_create(thread, NULL, body, argument);
}

#else

int cthreads_start(pthread_t *thread, int number, void *(*body)(void *), void *argument) {
    (void)number;
    return pthread_create(thread, NULL, body, argument);
}

#endif

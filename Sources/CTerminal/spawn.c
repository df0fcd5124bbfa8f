// Programs that are started from here: with the signals and the group that each needs.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include "internal.h"

extern char **environ;

static int spawn(char *const *arguments, int streams, int input, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  if (streams == CT_FOREGROUND) {
    // A group of its own in the foreground: ^C and ^Z are for it alone.
    flags |= POSIX_SPAWN_SETPGROUP;
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawn_file_actions_addtcsetpgrp_np(&actions, STDIN_FILENO);
  } else {
    if (streams == CT_DETACHED) flags |= POSIX_SPAWN_SETSID;
    if (input < 0) {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    } else {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  posix_spawnattr_setflags(&attributes, flags);
  int failure = posix_spawn(child, arguments[0], &actions, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failure;
}

int ct_spawn(char *const *arguments, int streams, int *input) {
  int ends[2] = {-1, -1};
  if (streams == CT_PIPED && pipe2(ends, O_CLOEXEC) != 0) return -errno;
  pid_t child = 0;
  int failure = spawn(arguments, streams, ends[0], &child);
  if (ends[0] >= 0) close(ends[0]);
  if (failure != 0) {
    if (ends[1] >= 0) close(ends[1]);
    return -failure;
  }
  if (input != NULL) *input = ends[1];
  return child;
}

void ct_take_terminal(int group) {
  // Unblocked, the signal would stop a program that takes the terminal from the background.
  sigset_t background;
  sigset_t before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, &before);
  tcsetpgrp(STDIN_FILENO, group);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

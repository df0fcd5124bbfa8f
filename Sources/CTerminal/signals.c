// Signals as bytes in a pipe, and crashes that leave the terminal as it was.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

static const int handled[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGCONT, SIGTSTP};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum {
  HANDLED = sizeof handled / sizeof *handled,
  CRASHES = sizeof crashes / sizeof *crashes,
  STACK = 64 * 1024,
};

static struct sigaction handled_before[HANDLED];
static struct sigaction crashes_before[CRASHES];
static struct sigaction pipe_before;
static bool keeps_backtrace;
static int ends[2] = {-1, -1};
static char stack[STACK];
static bool installed;

static void forward(int number) {
  int before = errno;
  uint8_t byte = (uint8_t)number;
  // The pipe does not block; when it is full there are signals enough in it.
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;
  errno = before;
}

static void crash(int number) {
  ct_restore_now();
  // Swift's own handler prints a backtrace, where asked for by name; unasked it would wait for a key.
  for (int i = 0; i < CRASHES; i++) {
    if (crashes[i] != number) continue;
    if (keeps_backtrace) {
      sigaction(number, &crashes_before[i], NULL);
    } else {
      signal(number, SIG_DFL);
    }
  }
  // Delivered when this handler returns, the signal being blocked until then.
  raise(number);
}

static void set(int number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

static bool set_crash_handlers(void) {
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  if (sigaltstack(&alternate, NULL) != 0) return false;
  keeps_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  for (int i = 0; i < CRASHES; i++) set(crashes[i], crash, SA_ONSTACK, &crashes_before[i]);
  return true;
}

int ct_signals_start(void) {
  if (installed) return ends[0];
  if (ends[0] < 0 && pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  ct_restore_remember_modes();
  if (!set_crash_handlers()) return -1;
  for (int i = 0; i < HANDLED; i++) set(handled[i], forward, SA_RESTART, &handled_before[i]);
  sigaction(SIGPIPE, NULL, &pipe_before);
  installed = true;
  return ends[0];
}

void ct_signals_stop(void) {
  if (!installed) return;
  installed = false;
  for (int i = 0; i < HANDLED; i++) sigaction(handled[i], &handled_before[i], NULL);
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crashes_before[i], NULL);
}

// While another program has the terminal, ^Z stops this one with it, and children get SIGPIPE as usual.
void ct_signals_screen(bool ours) {
  if (!installed) return;
  if (ours) {
    set(SIGTSTP, forward, SA_RESTART, NULL);
    set(SIGPIPE, SIG_IGN, 0, NULL);
  } else {
    set(SIGTSTP, SIG_DFL, 0, NULL);
    sigaction(SIGPIPE, &pipe_before, NULL);
  }
}

void ct_stop(bool group) {
  if (group) {
    // The others first, while this process still runs: a shell script in between must stop as well, or
    // the person's shell would go on waiting for it.
    set(SIGTSTP, SIG_IGN, 0, NULL);
    kill(0, SIGTSTP);
  }
  set(SIGTSTP, SIG_DFL, 0, NULL);
  // To this thread: it has stopped by the time raise returns.
  raise(SIGTSTP);
}

_Noreturn void ct_die(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  signal(number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
  _exit(128 + number);
}

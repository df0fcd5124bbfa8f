// Putting the terminal right when the program ends in a way that no code of it sees coming.
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "internal.h"

// Two buffers: a crash while one is being written finds the other whole.
static char sequences[2][512];
static _Atomic(const char *) sequence = sequences[0];
static struct termios modes;
static bool has_modes;
static atomic_bool armed;
static bool registered;

void ct_restore_remember_modes(void) {
  has_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
}

void ct_restore_prepare(const char *text) {
  char *spare = atomic_load(&sequence) == sequences[0] ? sequences[1] : sequences[0];
  size_t length = strnlen(text, sizeof sequences[0] - 1);
  memcpy(spare, text, length);
  spare[length] = '\0';
  atomic_store(&sequence, spare);
}

void ct_restore_arm(bool on) {
  if (on && !registered) registered = atexit(ct_restore_now) == 0;
  atomic_store(&armed, on);
}

void ct_restore_now(void) {
  if (!atomic_exchange(&armed, false)) return;
  int number = errno;
  const char *text = atomic_load(&sequence);
  ct_write((const uint8_t *)text, strlen(text));
  if (has_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  ct_errors_release();
  errno = number;
}

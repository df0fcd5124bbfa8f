// What terminfo knows of the terminal. Apart from screen.c, since <term.h> defines short names as macros.
#define _GNU_SOURCE
#include "internal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

bool ct_can_position(const char *term) {
  int status = 0;
  if (term == NULL) term = getenv("TERM");
  if (term == NULL || *term == '\0') return false;
  if (setupterm(term, STDOUT_FILENO, &status) != OK) {
    // The machine has no entry of this name; the program may.
    if (!ct_entry_lend(term)) return false;
    if (setupterm(term, STDOUT_FILENO, &status) != OK) {
      ct_entry_return();
      return false;
    }
  }
  const char *position = tigetstr("cup");
  bool can = position != NULL && position != (char *)-1;
  del_curterm(cur_term);
  return can;
}

// A capability of the terminal in use, or NULL where it has none.
static const char *capability(const char *name) {
  const char *sequence = tigetstr(name);
  return sequence == (char *)-1 ? NULL : sequence;
}

// Appends a capability without its padding marks (`$<5>`), which only tputs understands.
static void append(char *text, size_t size, const char *sequence) {
  if (sequence == NULL) return;
  size_t length = strlen(text);
  while (*sequence != '\0' && length + 1 < size) {
    const char *end = strncmp(sequence, "$<", 2) == 0 ? strchr(sequence, '>') : NULL;
    if (end != NULL) {
      sequence = end + 1;
    } else {
      text[length++] = *sequence++;
    }
  }
  text[length] = '\0';
}

bool ct_has_second_screen(void) {
  return capability("rmcup") != NULL;
}

void ct_restore_from_terminfo(int height) {
  char text[512] = CT_MODES_OFF;
  append(text, sizeof text, capability("sgr0"));
  append(text, sizeof text, capability("cnorm"));
  if (ct_has_second_screen()) {
    append(text, sizeof text, capability("rmcup"));
  } else {
    // One screen only: go on below what is on it.
    append(text, sizeof text, tiparm(tigetstr("cup"), height - 1, 0));
    append(text, sizeof text, "\r\n");
  }
  ct_restore_prepare(text);
}

const char *ct_key(const char *name) {
  return capability(name);
}

// Terminal entries in the program itself, for machines that have none: those of the machine that built it.
#define _GNU_SOURCE
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

#if __has_embed("/lib/terminfo/x/xterm-256color")
static const unsigned char xterm[] = {
#embed "/lib/terminfo/x/xterm-256color"
};
#else
static const unsigned char xterm[] = {0};
#endif
#if __has_embed("/lib/terminfo/t/tmux-256color")
static const unsigned char tmux[] = {
#embed "/lib/terminfo/t/tmux-256color"
};
#else
static const unsigned char tmux[] = {0};
#endif
#if __has_embed("/lib/terminfo/s/screen-256color")
static const unsigned char screen[] = {
#embed "/lib/terminfo/s/screen-256color"
};
#else
static const unsigned char screen[] = {0};
#endif
#if __has_embed("/lib/terminfo/l/linux")
static const unsigned char console[] = {
#embed "/lib/terminfo/l/linux"
};
#else
static const unsigned char console[] = {0};
#endif

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} entries[] = {
    {"xterm-256color", xterm, sizeof xterm},
    {"tmux-256color", tmux, sizeof tmux},
    {"screen-256color", screen, sizeof screen},
    {"linux", console, sizeof console},
};

static char *before;  // TERMINFO as it was
static bool is_lent;

// Writes bytes in base64 with the letters for URLs (RFC 4648, section 5), as ncurses wants them.
static void encode(char *text, const unsigned char *bytes, size_t count) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (size_t index = 0; index < count; index += 3) {
    size_t rest = count - index;
    uint32_t group = (uint32_t)bytes[index] << 16;
    if (rest > 1) group |= (uint32_t)bytes[index + 1] << 8;
    if (rest > 2) group |= bytes[index + 2];
    *text++ = letters[group >> 18];
    *text++ = letters[group >> 12 & 63];
    *text++ = rest > 1 ? letters[group >> 6 & 63] : '=';
    *text++ = rest > 2 ? letters[group & 63] : '=';
  }
  *text = '\0';
}

bool ct_entry_lend(const char *term) {
  for (size_t index = 0; index < sizeof entries / sizeof *entries; index++) {
    if (strcmp(entries[index].name, term) != 0 || entries[index].count < 2) continue;
    static const char prefix[] = "b64:";
    char *text = malloc(sizeof prefix + (entries[index].count + 2) / 3 * 4);
    if (text == NULL) return false;
    memcpy(text, prefix, sizeof prefix);
    encode(text + sizeof prefix - 1, entries[index].bytes, entries[index].count);
    if (!is_lent) {
      const char *own = getenv("TERMINFO");
      before = own == NULL ? NULL : strdup(own);
    }
    is_lent = setenv("TERMINFO", text, 1) == 0;
    free(text);
    return is_lent;
  }
  return false;
}

void ct_entry_return(void) {
  if (!is_lent) return;
  is_lent = false;
  if (before == NULL) {
    unsetenv("TERMINFO");
  } else {
    setenv("TERMINFO", before, 1);
  }
  free(before);
  before = NULL;
}

// UTF-8 on a machine without locale files, where the C library can write ASCII alone.
//
// In the program that is linked as a whole, ncurses calls these functions in place of the C library's
// (ld --wrap, see .ci/release); in every other nobody calls them, and `__real_wcwidth` is not there.
#include "internal.h"

#include <langinfo.h>
#include <wchar.h>
#include <wctype.h>

int __real_wcwidth(wchar_t) __attribute__((weak));
size_t __real_wcrtomb(char *, wchar_t, mbstate_t *) __attribute__((weak));
int __real_iswprint(wint_t) __attribute__((weak));
char *__real_nl_langinfo(nl_item) __attribute__((weak));

int __wrap_wcwidth(wchar_t);
size_t __wrap_wcrtomb(char *, wchar_t, mbstate_t *);
int __wrap_iswprint(wint_t);
char *__wrap_nl_langinfo(nl_item);

enum { LAST = 0x10FFFF };

static bool is_own;
static uint8_t widths[LAST / 4 + 1];  // two bits a scalar; only what is drawn takes memory

bool ct_utf8_own(void) {
  is_own = __real_wcwidth != NULL;
  return is_own;
}

bool ct_learn_width(uint32_t scalar, int width) {
  if (!is_own || scalar > LAST) return false;
  int shift = scalar % 4 * 2;
  widths[scalar / 4] = (uint8_t)((widths[scalar / 4] & ~(3 << shift)) | (width & 3) << shift);
  return true;
}

int __wrap_wcwidth(wchar_t scalar) {
  if (!is_own) return __real_wcwidth(scalar);
  if (scalar < 0x80) return scalar == 0 ? 0 : scalar < 0x20 || scalar == 0x7F ? -1 : 1;
  return (uint32_t)scalar > LAST ? -1 : widths[scalar / 4] >> scalar % 4 * 2 & 3;
}

size_t __wrap_wcrtomb(char *bytes, wchar_t wide, mbstate_t *state) {
  if (!is_own) return __real_wcrtomb(bytes, wide, state);
  if (bytes == NULL) return 1;
  uint32_t scalar = (uint32_t)wide;
  if (scalar < 0x80) {
    bytes[0] = (char)scalar;
    return 1;
  }
  size_t count = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
  for (size_t index = count - 1; index > 0; index--) {
    bytes[index] = (char)(0x80 | (scalar & 0x3F));
    scalar >>= 6;
  }
  bytes[0] = (char)((0xF00 >> count & 0xFF) | scalar);
  return count;
}

int __wrap_iswprint(wint_t scalar) {
  if (!is_own || scalar < 0x80) return __real_iswprint(scalar);
  return scalar >= 0xA0;
}

char *__wrap_nl_langinfo(nl_item item) {
  if (is_own && item == CODESET) {
    static char name[] = "UTF-8";
    return name;
  }
  return __real_nl_langinfo(item);
}

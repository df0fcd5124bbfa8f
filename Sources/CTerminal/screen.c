// The screen by ncurses. Input never goes through it: keys are read and decoded elsewhere.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "internal.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// As Size.limit of the Screen target: a terminal may claim 65535 by 65535 cells.
enum { LIMIT = 2000 };

static SCREEN *screen;
static bool is_ours;
static bool has_color;
static bool has_own_colors;
static bool wants_mouse;

bool ct_locale(void) {
  const char *name = getenv("LC_ALL");
  if (name == NULL || *name == '\0') name = getenv("LC_CTYPE");
  if (name == NULL || *name == '\0') name = getenv("LANG");
  // Where nobody said any (a container), the terminal is one of UTF-8, as nearly all are.
  bool is_named = name != NULL && *name != '\0';
  bool wants = !is_named || strcasestr(name, "utf-8") != NULL || strcasestr(name, "utf8") != NULL;
  if (setlocale(LC_ALL, "") == NULL || !is_named) {
    // Named but not installed (a container, a foreign login): the terminal is still a UTF-8 one.
    if (wants && setlocale(LC_CTYPE, "C.UTF-8") == NULL) return ct_utf8_own();
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void write_text(const char *text) {
  ct_write((const uint8_t *)text, strlen(text));
}

static void start_colors(bool color) {
  has_color = color && has_colors() && start_color() == OK;
  if (!has_color) return;
  has_own_colors = use_default_colors() == OK;
}

int ct_color_count(void) {
  return has_color ? COLORS : 0;
}

void ct_pair(int number, int foreground, int background) {
  if (!has_color || number >= COLOR_PAIRS) return;
  // Where the terminal's own colours cannot be asked for, white on black stands for them.
  if (!has_own_colors && foreground < 0) foreground = COLOR_WHITE;
  if (!has_own_colors && background < 0) background = COLOR_BLACK;
  init_pair((short)number, (short)foreground, (short)background);
}

void ct_ask_ground(void) {
  if (!is_ours) return;
  doupdate();
  write_text("\033]11;?\007");
}

static void own_modes(bool on) {
  doupdate();  // sends what ncurses has in its buffer; it may end within a sequence
  write_text(on ? CT_MODES_ON : CT_MODES_OFF);
  if (on && wants_mouse) write_text(CT_MOUSE_ON);
}

static void export_number(const char *name, int number) {
  char text[12];
  snprintf(text, sizeof text, "%d", number);
  setenv(name, text, 1);
}

bool ct_screen_start(const char *term, bool color, int columns, int rows) {
  // The size that ncurses starts with, and not one of 65535 by 65535 cells. Exported for longer, it would
  // freeze the size here and in an editor that is started from here.
  export_number("LINES", rows);
  export_number("COLUMNS", columns);
  screen = newterm(term, stdout, stdin);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  ct_entry_return();
  if (screen == NULL) return false;
  is_ours = true;
  ct_restore_arm(true);
  ct_restore_from_terminfo(LINES);
  ct_errors_hold();
  ct_signals_screen(true);
  raw();
  noecho();
  nonl();
  tcflush(STDIN_FILENO, TCIFLUSH);  // typed before there was a screen to mean it for
  typeahead(-1);  // or ncurses leaves a frame half drawn while keys wait
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  start_colors(color);
  ct_resize(columns, rows);
  own_modes(true);
  return true;
}

void ct_screen_stop(void) {
  if (screen == NULL) return;
  ct_leave();
  delscreen(screen);
  screen = NULL;
}

void ct_leave(void) {
  if (!is_ours) return;
  is_ours = false;
  own_modes(false);
  curs_set(1);
  endwin();
  // The last frame stays: go on below it, not in its last row.
  if (!ct_has_second_screen()) write_text("\r\n");
  ct_restore_arm(false);
  ct_errors_release();
  ct_signals_screen(false);
}

void ct_enter(int columns, int rows) {
  if (is_ours || screen == NULL) return;
  is_ours = true;
  ct_signals_screen(true);
  ct_restore_arm(true);
  ct_errors_hold();
  reset_prog_mode();
  ct_resize(columns, rows);
  own_modes(true);
}

void ct_terminal_size(int *columns, int *rows) {
  struct winsize size;
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  *columns = !known ? 80 : size.ws_col < LIMIT ? size.ws_col : LIMIT;
  *rows = !known ? 24 : size.ws_row < LIMIT ? size.ws_row : LIMIT;
}

void ct_resize(int columns, int rows) {
  if (screen == NULL) return;
  resizeterm(rows, columns);
  ct_restore_from_terminfo(LINES);
  ct_repaint();
}

void ct_repaint(void) {
  if (screen == NULL) return;
  clearok(curscr, TRUE);
}

int ct_width(uint32_t scalar) {
  return wcwidth((wchar_t)scalar);
}

void ct_put(int row, int column, uint32_t scalar, uint32_t first, uint32_t second, int attributes,
            int pair) {
  wchar_t text[4] = {(wchar_t)scalar, (wchar_t)first, (wchar_t)second, 0};
  attr_t attribute = A_NORMAL;
  if (attributes & CT_BOLD) attribute |= A_BOLD;
  if (attributes & CT_DIM) attribute |= A_DIM;
  if (attributes & CT_UNDERLINE) attribute |= A_UNDERLINE;
  if (attributes & CT_REVERSE) attribute |= A_REVERSE;
  cchar_t cell;
  // An error is no news: the cell lies beyond the screen, or it is the last one, which is drawn anyway.
  if (setcchar(&cell, text, attribute, has_color ? (short)pair : 0, NULL) == OK) {
    mvadd_wch(row, column, &cell);
  }
}

void ct_flush(int row, int column) {
  if (!is_ours) return;
  curs_set(row < 0 ? 0 : 1);
  if (row >= 0) move(row, column);
  wnoutrefresh(stdscr);
  doupdate();
}

void ct_send(const uint8_t *bytes, size_t count) {
  if (!is_ours) return;
  doupdate();
  ct_write(bytes, count);
}

// Async-signal-safe: a handler that restores the terminal writes by it.
void ct_write(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written >= 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN) {
      // The person stopped the output, or the line is slow. A second is long enough.
      struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
      if (poll(&ready, 1, 1000) <= 0) return;
    } else if (errno != EINTR) {
      return;
    }
  }
}

void ct_mouse(bool on) {
  wants_mouse = on;
  if (!is_ours) return;
  doupdate();
  write_text(on ? CT_MOUSE_ON : CT_MOUSE_OFF);
}

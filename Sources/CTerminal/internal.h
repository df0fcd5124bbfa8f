// What the files of this target share.
#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#if !__has_include(<curses.h>)
#error "ncurses headers not found. Debian/Ubuntu: apt-get install libncurses-dev"
#endif

#include "CTerminal.h"

// Modes that ncurses does not know: bracketed paste, reports of focus, reports of the mouse.
#define CT_MODES_ON "\033[?2004h\033[?1004h"
#define CT_MODES_OFF "\033[?1006l\033[?1000l\033[?1004l\033[?2004l"
#define CT_MOUSE_ON "\033[?1000h\033[?1006h"
#define CT_MOUSE_OFF "\033[?1006l\033[?1000l"

// screen.c: writes all bytes to the terminal, even where it is slow.
void ct_write(const uint8_t *bytes, size_t count);

// restore.c: what puts the terminal right without ncurses, from a handler too.
void ct_restore_remember_modes(void);
void ct_restore_prepare(const char *sequence);
void ct_restore_arm(bool armed);
void ct_restore_now(void);

// terminfo.c: whether the screen before the program comes back when it ends.
bool ct_has_second_screen(void);

// terminfo.c: makes the sequence that restores a terminal of this many rows.
void ct_restore_from_terminfo(int height);

// entries.c: has ncurses find the program's own entry of a terminal, until it is returned.
bool ct_entry_lend(const char *term);
void ct_entry_return(void);

// utf8.c: has ncurses write UTF-8 without the C library; false where the program is not linked for it.
bool ct_utf8_own(void);

// errors.c: stderr is kept in memory while the screen is ours.
void ct_errors_hold(void);
void ct_errors_release(void);

// signals.c
void ct_signals_screen(bool ours);

#endif

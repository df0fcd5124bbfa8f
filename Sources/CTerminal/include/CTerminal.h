// The terminal by ncurses and POSIX: output, modes, signals, and what a crash leaves behind.
//
// No type of ncurses appears here. One thread calls these functions, the main one; the handlers of
// signals and crashes inside do only what is safe there (signal-safety(7)).
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Attributes of a cell, to be combined.
enum {
  CT_BOLD = 1,
  CT_DIM = 2,
  CT_UNDERLINE = 4,
  CT_REVERSE = 8,
};

// Takes over the locale of the environment; forces C.UTF-8 where a named UTF-8 locale is not installed,
// and where none is named. Returns whether text is UTF-8.
bool ct_locale(void);

// Says how many columns a scalar takes, where the system has no table; does nothing where it has.
// Returns whether it has none.
bool ct_learn_width(uint32_t scalar, int width);

// Whether a terminal of this type can position the cursor. Touches no screen. NULL is the type in TERM.
// Where the machine has no entry of this type, the next ct_screen_start finds the program's own.
bool ct_can_position(const char *term);

// Installs the handlers of INT, TERM, HUP, QUIT, WINCH, CONT, TSTP and of crashes, and remembers the
// modes of the terminal. Returns a descriptor that gives the number of each signal as a byte, or -1.
int ct_signals_start(void);

// Takes over the screen, which has this size. Returns false where ncurses cannot.
bool ct_screen_start(const char *term, bool color, int columns, int rows);

// Gives the screen back and what was written to stderr meanwhile. Does nothing the second time.
void ct_screen_stop(void);

// Restores the handlers that ct_signals_start replaced.
void ct_signals_stop(void);

// Gives the screen back for a while (ct_leave), and takes it again (ct_enter) with
// the size that it has by then.
void ct_leave(void);
void ct_enter(int columns, int rows);

// Stops the program, after ct_leave. With `group` the other processes of its group stop too, as by a ^Z
// that the terminal handles. Returns when the program goes on.
void ct_stop(bool group);

// The size of the terminal as the system has it; 80 by 24 where it has none.
void ct_terminal_size(int *columns, int *rows);

// Gives ncurses another size and marks the whole screen for repainting.
void ct_resize(int columns, int rows);

// Marks the whole screen for repainting.
void ct_repaint(void);

// The columns of a scalar by the system's own table, which ncurses goes by.
int ct_width(uint32_t scalar);

// The number of colours of the terminal; 0 where there are none, or none are wanted.
int ct_color_count(void);

// Sets the colours of a pair, numbered from 1, by xterm's numbers; -1 is the terminal's own.
void ct_pair(int number, int foreground, int background);

// Asks the terminal for the colour of its ground (OSC 11). The answer, if any, comes with the keys.
void ct_ask_ground(void);

// Puts a character with up to two marks (0 for none) into a cell. `pair` is a pair of colours, or 0 for
// the terminal's own.
void ct_put(int row, int column, uint32_t scalar, uint32_t first, uint32_t second, int attributes,
            int pair);

// Shows what was put. The cursor stands at a place, or is hidden where `row` is negative.
void ct_flush(int row, int column);

// Sends bytes to the terminal between two frames; gives up when it is gone.
void ct_send(const uint8_t *bytes, size_t count);

// Switches reports of the mouse; they stay off while the screen is left.
void ct_mouse(bool on);

// The bytes that a key sends by terminfo (`kcuu1`), or NULL.
const char *ct_key(const char *name);

// What a program that is started reads and writes.
enum {
  CT_FOREGROUND,  // the terminal, in a group of its own that the terminal listens to
  CT_PIPED,       // reads from a pipe; what it writes is thrown away
  CT_DETACHED,    // nothing, in a session of its own
};

// Starts a program, `arguments[0]` being its path, with default signals and none blocked. With CT_PIPED
// `input` is set to the end of the pipe to write to. Returns its number, or the negative errno.
int ct_spawn(char *const *arguments, int streams, int *input);

// Makes a process group the one that the terminal listens to.
void ct_take_terminal(int group);

// Ends the program by a signal, so that its parent sees it.
_Noreturn void ct_die(int signal);

#endif

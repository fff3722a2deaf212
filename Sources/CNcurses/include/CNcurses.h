// What TerminalNcurses needs of ncurses and of signals, as plain functions: Swift reaches neither curses' macros nor
// its globals, and a signal handler may run nothing but C.
#ifndef BALIE_CNCURSES_H
#define BALIE_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Start-up (screen.c)

// 0: the terminal type can show full screens; 1: there is no such type; 2: it has no cursor addressing.
int32_t screen_check_type(const char *type);
// Takes over the terminal on standard input and output. False leaves it untouched.
bool screen_open(const char *type);
// Adopts the user's character set; true when it is UTF-8.
bool screen_adopt_locale(void);
// The name of the adopted character set.
const char *screen_character_set(void);
// The string a terminal capability sends, for example "kcuu1"; NULL when the type has none.
const char *screen_capability(const char *name);

// MARK: Drawing (screen.c)

enum {
    SCREEN_BOLD = 1,
    SCREEN_DIM = 2,
    SCREEN_UNDERLINED = 4,
    SCREEN_REVERSED = 8,
};

// Starts colour and returns how many there are; 0 for none.
int32_t screen_start_colors(void);
// How many foreground and background pairs may be defined.
int32_t screen_pair_limit(void);
// Defines a pair; colour -1 is the terminal's own. False when the terminal refuses.
bool screen_define_pair(int16_t pair, int16_t foreground, int16_t background);
// The columns the C library, and so ncurses, gives a scalar; negative for one it does not know.
int32_t screen_columns(uint32_t scalar);
// How many scalars may be put at once.
enum { SCREEN_RUN = 256 };
// Set in a scalar that is drawn onto the one before it.
static const uint32_t SCREEN_MARK = 0x80000000;
// Puts scalars side by side in one ink. The cursor goes along to the first.
void screen_put(int32_t y, int32_t x, const uint32_t *scalars, size_t count, uint32_t attributes, int16_t pair);
// Moves the lines of the screen's picture up by a step, down by a negative one; those that nothing moves into become
// blank. False where curses moved none.
bool screen_scroll(int32_t first, int32_t count, int32_t step);
void screen_cursor(bool visible, int32_t y, int32_t x);
// Begins and ends what goes to the terminal at once: all that changed. Held, the terminal shows it only when it is
// whole, where it is one that can.
void screen_begin(bool held);
void screen_end(bool held);
enum { SCREEN_HOLDS_NOT, SCREEN_HOLDS, SCREEN_ASKED };
// Whether the terminal holds a picture back until it is whole. Where its type does not say so an xterm-like one is
// asked; its answer comes among the keys.
int32_t screen_ask_holding(void);
// Makes the next refresh draw everything.
void screen_forget(void);
void screen_erase(void);
void screen_size(int32_t *columns, int32_t *rows);
// Takes the kernel's window size; true when it differs from what curses had.
bool screen_adopt_size(void);
void screen_beep(void);
// Sends bytes that are not part of the picture, between two refreshes.
void screen_send(const uint8_t *bytes, size_t count);
// The same, however long a terminal takes nothing.
void screen_send_all(const uint8_t *bytes, size_t count);

// MARK: Leaving and stopping (leave.c)

// Remembers the terminal's modes and how to restore its picture, for every way out.
void leave_prepare(void);
// From here on the terminal is ours: every way out restores it. Call when the screen is open.
void leave_arm(void);
// Asks the terminal to report clicks and the wheel, or no longer. Every way out ends it, every return renews it.
void mouse_report(bool on);
// Ends curses and restores everything; harmless when repeated.
void leave_screen(void);
// Undoes `leave_screen`; the terminal must still be there.
void leave_return(void);
// Stops the process group as Ctrl-Z does; returns when the shell continues it, or at once where no shell can.
void leave_stop(void);

// MARK: Signals (signals.c)

// Installs all handlers. Returns a descriptor that yields one byte, the signal's number, for every signal that is an
// event (window size, terminate, hang up, interrupt, stop); -1 on failure.
int32_t signals_open(void);
// Gives crash handlers a stack of their own on the calling thread, so that a stack overflow is survived long enough.
void signals_guard_thread(void);
// Whether the process was started with job control.
bool signals_can_stop(void);

#endif

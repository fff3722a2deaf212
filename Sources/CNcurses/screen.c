#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"
#include "gather.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

int32_t screen_check_type(const char *type) {
    int error = 0;
    // Given a place for the error, setupterm returns instead of ending the process.
    if (setupterm(type, STDOUT_FILENO, &error) != OK) return 1;
    const char *addressing = tigetstr("cup");
    return addressing && addressing != (char *)-1 ? 0 : 2;
}

bool screen_open(const char *type) {
    SCREEN *screen = newterm(type, gather_open(), stdin);
    if (!screen) return false;
    set_term(screen);
    set_escdelay(25);
    // raw, not cbreak: Ctrl-C, Ctrl-Q, Ctrl-S and Ctrl-Z are keys.
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    idlok(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    // Pending input must not delay drawing: with key repeat the screen would stand still.
    typeahead(-1);
    screen_adopt_size();
    return true;
}

bool screen_adopt_locale(void) {
    // Only the character set: number formats of the C library must stay those of data files.
    if (!setlocale(LC_CTYPE, "")) {
        // SSH carries the user's locale to machines that lack it; the terminal at the other end is UTF-8 all the same.
        const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
        for (size_t i = 0; i < 3; i++) {
            if (!names[i] || !*names[i]) continue;
            if (strcasestr(names[i], "utf-8") || strcasestr(names[i], "utf8")) setlocale(LC_CTYPE, "C.UTF-8");
            break;
        }
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

const char *screen_character_set(void) { return nl_langinfo(CODESET); }

const char *screen_capability(const char *name) {
    const char *text = tigetstr(name);
    return text && text != (char *)-1 && *text ? text : NULL;
}

int32_t screen_start_colors(void) {
    if (!has_colors() || start_color() == ERR) return 0;
    use_default_colors();
    return COLORS;
}

int32_t screen_pair_limit(void) { return COLOR_PAIRS < 32767 ? COLOR_PAIRS : 32767; }

bool screen_define_pair(int16_t pair, int16_t foreground, int16_t background) {
    if (init_pair(pair, foreground, background) == OK) return true;
    // A terminal that cannot return to its own colours: the usual ones.
    return init_pair(pair, foreground < 0 ? COLOR_WHITE : foreground, background < 0 ? COLOR_BLACK : background) == OK;
}

int32_t screen_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void screen_put(int32_t y, int32_t x, const uint32_t *scalars, size_t count, uint32_t attributes, int16_t pair) {
    attr_t flags = A_NORMAL;
    if (attributes & SCREEN_BOLD) flags |= A_BOLD;
    if (attributes & SCREEN_DIM) flags |= A_DIM;
    if (attributes & SCREEN_UNDERLINED) flags |= A_UNDERLINE;
    if (attributes & SCREEN_REVERSED) flags |= A_REVERSE;
    cchar_t blank;
    if (setcchar(&blank, L" ", flags, pair, NULL) == ERR) return;
    cchar_t cells[SCREEN_RUN];
    size_t used = 0, marks = 0;
    for (size_t i = 0; i < count; i++) {
        if (scalars[i] & SCREEN_MARK) {
            if (used > 0 && ++marks < CCHARW_MAX) cells[used - 1].chars[marks] = (wchar_t)(scalars[i] & ~SCREEN_MARK);
        } else if (used < SCREEN_RUN) {
            cells[used] = blank;
            cells[used++].chars[0] = (wchar_t)scalars[i];
            marks = 0;
        }
    }
    // Unlike add_wch this neither wraps nor scrolls in the last column.
    mvadd_wchnstr(y, x, cells, (int)used);
}

bool screen_scroll(int32_t first, int32_t count, int32_t step) {
    if (setscrreg(first, first + count - 1) == ERR) return false;
    scrollok(stdscr, TRUE);
    bool is_moved = wscrl(stdscr, step) == OK;
    scrollok(stdscr, FALSE);
    setscrreg(0, getmaxy(stdscr) - 1);
    return is_moved;
}

void screen_cursor(bool visible, int32_t y, int32_t x) {
    curs_set(visible ? 1 : 0);
    if (visible) move(y, x);
}

void screen_begin(bool held) {
    gather_begin();
    if (held) gather_add("\033[?2026h", 8);
}

void screen_end(bool held) {
    refresh();
    if (held) gather_add("\033[?2026l", 8);
    gather_end();
}

int32_t screen_ask_holding(void) {
    if (screen_capability("Sync")) return SCREEN_HOLDS;
    // A terminal that knows no such question may print it. What is on xterm's other screen by now, the first picture
    // clears; a terminal without that screen is not asked.
    const char *other = screen_capability("smcup");
    if (!other || !strstr(other, "1049")) return SCREEN_HOLDS_NOT;
    screen_send((const uint8_t *)"\033[?2026$p", 9);
    return SCREEN_ASKED;
}

void screen_forget(void) { clearok(curscr, TRUE); }

void screen_erase(void) { erase(); }

void screen_size(int32_t *wide, int32_t *high) { getmaxyx(stdscr, *high, *wide); }

bool screen_adopt_size(void) {
    struct winsize window;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_row == 0 || window.ws_col == 0) return false;
    // A window may claim 65535 columns; curses would allocate them all.
    int high = window.ws_row < 2000 ? window.ws_row : 2000;
    int wide = window.ws_col < 2000 ? window.ws_col : 2000;
    if (!is_term_resized(high, wide)) return false;
    resizeterm(high, wide);
    return true;
}

void screen_beep(void) { beep(); }

// Waits at most so many milliseconds at a time for a terminal that takes nothing; negative for as long as it takes.
static void send_patiently(const uint8_t *bytes, size_t count, int patience) {
    while (count > 0) {
        ssize_t sent = write(STDOUT_FILENO, bytes, count);
        if (sent > 0) {
            bytes += sent;
            count -= (size_t)sent;
        } else if (sent < 0 && errno == EAGAIN) {
            struct pollfd descriptor = {.fd = STDOUT_FILENO, .events = POLLOUT};
            if (poll(&descriptor, 1, patience) == 0) return;
        } else if (sent == 0 || errno != EINTR) {
            return;
        }
    }
}

void screen_send(const uint8_t *bytes, size_t count) { send_patiently(bytes, count, 1000); }

void screen_send_all(const uint8_t *bytes, size_t count) { send_patiently(bytes, count, -1); }

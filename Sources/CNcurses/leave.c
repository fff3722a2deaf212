#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"
#include "leave.h"

#include <curses.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
// Buttons and wheel, not movement, in the form whose numbers have no bound.
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static struct termios modes_before;
static bool has_modes_before;
static char farewell[1024];
static size_t farewell_length;
// Whether the terminal is ours at this moment.
static volatile sig_atomic_t is_armed;
static bool wants_mouse;

static int append(int character) {
    if (farewell_length < sizeof farewell) farewell[farewell_length++] = (char)character;
    return character;
}

static void append_capability(const char *name) {
    const char *text = screen_capability(name);
    // tputs turns the capability's padding into nothing or real padding characters; it must not be sent as written.
    if (text) tputs(text, 1, append);
}

static void send_text(const char *text) { screen_send((const uint8_t *)text, strlen(text)); }

static void append_text(const char *text) {
    for (; *text; text++) append(*text);
}

void leave_prepare(void) {
    static bool is_registered;
    has_modes_before = tcgetattr(STDIN_FILENO, &modes_before) == 0;
    farewell_length = 0;
    append_text(PASTE_OFF);
    // Whether or not it is on: a crash is no time to find out.
    append_text(MOUSE_OFF);
    append_capability("sgr0");
    append_capability("op");
    append_capability("rmkx");
    append_capability("cnorm");
    append_text(screen_capability("rmcup") ? "" : "\r\n");
    append_capability("rmcup");
    if (!is_registered) atexit(leave_at_once);
    is_registered = true;
}

void leave_arm(void) {
    is_armed = 1;
    send_text(PASTE_ON);
    if (wants_mouse) send_text(MOUSE_ON);
}

void mouse_report(bool on) {
    wants_mouse = on;
    if (is_armed) send_text(on ? MOUSE_ON : MOUSE_OFF);
}

void leave_at_once(void) {
    if (!is_armed) return;
    is_armed = 0;
    // In the background the terminal would stop us for changing it.
    signal(SIGTTOU, SIG_IGN);
    screen_send((const uint8_t *)farewell, farewell_length);
    if (has_modes_before) tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
}

void leave_screen(void) {
    if (!is_armed) return;
    send_text(PASTE_OFF);
    if (wants_mouse) send_text(MOUSE_OFF);
    endwin();
    is_armed = 0;
    if (has_modes_before) tcsetattr(STDIN_FILENO, TCSADRAIN, &modes_before);
}

void leave_return(void) {
    if (is_armed) return;
    // The shell may have changed modes while we were away; those are the ones to restore.
    has_modes_before = tcgetattr(STDIN_FILENO, &modes_before) == 0;
    screen_adopt_size();
    clearok(curscr, TRUE);
    refresh();
    leave_arm();
}

void leave_stop(void) {
    if (!signals_can_stop()) return;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, usual = {.sa_handler = SIG_DFL}, ours;
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    // The others first: they may be waiting for us (sh -c, sudo), and a shell must see all of the job stopped.
    sigaction(SIGTSTP, &ignore, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &usual, NULL);
    // To this very thread, so that nothing after this line runs before the stop. Workers of libdispatch block signals.
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    pthread_kill(pthread_self(), SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}

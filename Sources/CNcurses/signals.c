#define _GNU_SOURCE

#include "CNcurses.h"
#include "leave.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static int event_pipe[2] = {-1, -1};
static bool can_stop = true;

static const int events[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP};
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
#define CRASH_COUNT (sizeof crashes / sizeof crashes[0])
static struct sigaction crash_actions_before[CRASH_COUNT];

static void report_event(int signal) {
    int saved = errno;
    unsigned char byte = (unsigned char)signal;
    // A full pipe already has news of every kind that matters.
    (void)!write(event_pipe[1], &byte, 1);
    errno = saved;
}

static void report_crash(int signal, siginfo_t *info, void *context) {
    (void)context;
    int saved = errno;
    leave_at_once();
    // Whoever handled it before us (a report, or the kernel) goes on, with the terminal usable.
    for (size_t i = 0; i < CRASH_COUNT; i++) {
        if (crashes[i] == signal) sigaction(signal, &crash_actions_before[i], NULL);
    }
    errno = saved;
    // The instruction at fault is tried again, and tells them more than a signal of ours would.
    bool comes_again = signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE;
    if (info->si_code <= 0 || !comes_again) raise(signal);
}

static void ignore(int signal) { (void)signal; }

int32_t signals_open(void) {
    if (event_pipe[0] >= 0) return event_pipe[0];
    if (pipe(event_pipe) != 0) return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(event_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(event_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    struct sigaction action = {.sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    struct sigaction before;
    // Handlers rather than SIG_IGN: a program started by us begins with the usual dispositions.
    action.sa_handler = ignore;
    sigaction(SIGPIPE, &action, NULL);
    action.sa_handler = report_event;
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        sigaction(events[i], NULL, &before);
        if (events[i] == SIGTSTP && before.sa_handler == SIG_IGN) {
            can_stop = false;
            continue;
        }
        sigaction(events[i], &action, NULL);
    }
    action.sa_sigaction = report_crash;
    action.sa_flags = SA_ONSTACK | SA_SIGINFO;
    for (size_t i = 0; i < CRASH_COUNT; i++) sigaction(crashes[i], &action, &crash_actions_before[i]);
    signals_guard_thread();
    return event_pipe[0];
}

void signals_guard_thread(void) {
    static _Thread_local bool is_guarded;
    static _Thread_local unsigned char space[16384];
    if (is_guarded) return;
    is_guarded = true;
    stack_t existing;
    if (sigaltstack(NULL, &existing) == 0 && !(existing.ss_flags & SS_DISABLE)) return;
    stack_t stack = {.ss_sp = space, .ss_size = sizeof space};
    sigaltstack(&stack, NULL);
}

bool signals_can_stop(void) { return can_stop; }

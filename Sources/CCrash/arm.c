#define _GNU_SOURCE

#include "CCrash.h"
#include "report.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

// Not SIGQUIT, which somebody sends.
static const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
#define SIGNAL_COUNT (sizeof signals / sizeof signals[0])
static struct sigaction actions_before[SIGNAL_COUNT];
static bool tells_more;

void crash_guard_memory(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    // A program that the kernel hands cores to gets them whatever the limit, but not of a process that is not dumpable.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

// Whether the instruction at fault is tried again when the handler is left. What was sent comes only once.
static bool comes_again(int signal, const siginfo_t *info) {
    return info->si_code > 0 && (signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE);
}

static void report_fault(int signal, siginfo_t *info, void *context) {
    static bool is_reporting;
    int saved = errno;
    if (!__atomic_exchange_n(&is_reporting, true, __ATOMIC_SEQ_CST)) {
        report_write(signal, context);
    } else {
        // Another thread is writing one. A fault in this handler does not come here: its signals are blocked.
        poll(NULL, 0, 1000);
    }
    // Swift's own backtrace prints what is in memory: only where it was asked for.
    struct sigaction usual = {.sa_handler = SIG_DFL};
    bool goes_on = comes_again(signal, info);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        if (signals[i] == signal) sigaction(signal, goes_on && tells_more ? &actions_before[i] : &usual, NULL);
    }
    errno = saved;
    if (!goes_on) raise(signal);
}

// A stack that overflowed has no room for a handler.
static void guard_stack(void) {
    static unsigned char space[32768];
    stack_t existing;
    if (sigaltstack(NULL, &existing) == 0 && !(existing.ss_flags & SS_DISABLE)) return;
    stack_t stack = {.ss_sp = space, .ss_size = sizeof space};
    sigaltstack(&stack, NULL);
}

_Bool crash_arm(const char *folder, const char *program, const char *told) {
    static bool is_armed;
    if (is_armed || !report_prepare(folder, program, told)) return false;
    is_armed = true;
    tells_more = getenv("SWIFT_BACKTRACE") != NULL;
    guard_stack();
    struct sigaction action = {.sa_sigaction = report_fault, .sa_flags = SA_ONSTACK | SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) sigaddset(&action.sa_mask, signals[i]);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) sigaction(signals[i], &action, &actions_before[i]);
    return true;
}

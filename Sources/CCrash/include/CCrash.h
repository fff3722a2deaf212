// What a program still tells when it crashes, as plain functions: a signal handler may run nothing but C.
#ifndef BALIE_CCRASH_H
#define BALIE_CCRASH_H

// Keeps this process's memory from disks and from other programs of the same user: no core is written, whoever would
// take it, and nobody but root may look into it or read its environment. Programs that it starts write no core either.
void crash_guard_memory(void);

// From here on a fatal signal leaves a report in a folder, which is made when it is needed: what ended which program
// when, and the addresses of the calls that led there; nothing of what is in memory. The program ends by the signal then.
// Swift's own backtrace, which prints what is in memory, comes before that where SWIFT_BACKTRACE asks for it.
//
// `program` is its name and version. `told` is written to standard error with the report's path after it. All three are
// copied. False where they are too long; then there is no report.
_Bool crash_arm(const char *folder, const char *program, const char *told);

#endif

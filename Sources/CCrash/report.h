// Shared by the C files of this target; not for Swift.
#ifndef BALIE_REPORT_H
#define BALIE_REPORT_H

#include <stdbool.h>

// Keeps what a report will need; false where it is too long.
bool report_prepare(const char *folder, const char *program, const char *told);
// Writes the report with nothing but async-signal-safe calls.
void report_write(int signal, const void *context);

#endif

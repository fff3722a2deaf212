// Shared by the C files of this target; not for Swift.
#ifndef BALIE_LEAVE_H
#define BALIE_LEAVE_H

// Restores the terminal with nothing but async-signal-safe calls; does nothing when it is not ours.
void leave_at_once(void);

#endif

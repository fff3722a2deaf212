#ifndef BALIE_GATHER_H
#define BALIE_GATHER_H

#include <stddef.h>
#include <stdio.h>

// Curses sends a picture in many writes, and the terminal at the other end wakes for each of them. What it writes is
// gathered in memory and sent at once.

// Where curses is to write: the terminal by a descriptor of its own, or standard output where none can be had.
FILE *gather_open(void);
void gather_begin(void);
// Adds bytes to what is gathered, or sends them where nothing is.
void gather_add(const char *bytes, size_t count);
// Sends what was gathered.
void gather_end(void);

#endif

// What <spawn.h> shows only under _GNU_SOURCE, which Swift's module of the C library is built without.
#include <spawn.h>

static const int spawn_in_own_session = 0x80;  // POSIX_SPAWN_SETSID

// glibc 2.34
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

#define _GNU_SOURCE

#include "CNcurses.h"
#include "gather.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

// Curses writes to this descriptor: the terminal, and while a picture is gathered a file in memory.
static int drawn = -1;
static int kept = -1;
static bool is_gathering;

FILE *gather_open(void) {
    drawn = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (drawn < 0) return stdout;
    kept = memfd_create("picture", MFD_CLOEXEC);
    FILE *file = fdopen(drawn, "w");
    return file ? file : stdout;
}

void gather_begin(void) { is_gathering = kept >= 0 && drawn >= 0 && dup3(kept, drawn, O_CLOEXEC) == drawn; }

void gather_add(const char *bytes, size_t count) {
    // A memory file that is full takes nothing more of curses either; the next picture is then drawn whole.
    if (is_gathering && write(kept, bytes, count) == (ssize_t)count) return;
    screen_send((const uint8_t *)bytes, count);
}

void gather_end(void) {
    if (!is_gathering) return;
    is_gathering = false;
    dup3(STDOUT_FILENO, drawn, O_CLOEXEC);
    off_t size = lseek(kept, 0, SEEK_CUR);
    uint8_t bytes[16384];
    for (off_t sent = 0; sent < size;) {
        // Behind it stands what is left of longer pictures.
        size_t rest = (size_t)(size - sent);
        ssize_t count = pread(kept, bytes, rest < sizeof bytes ? rest : sizeof bytes, sent);
        if (count <= 0) break;
        // As long as curses would: what is left out of a picture nothing draws again.
        screen_send_all(bytes, (size_t)count);
        sent += count;
    }
    lseek(kept, 0, SEEK_SET);
}

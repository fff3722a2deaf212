#define _GNU_SOURCE

#include "report.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <elf.h>
#include <link.h>
#include <sys/uio.h>
#include <ucontext.h>
#endif

// Older reports are written over, so that a program that crashes at every start fills no disk.
#define MOST_REPORTS 20
#define MOST_CALLS 64

static char folder[3000], program[100], told[500];
static char build[64];
// Where the program lies in memory, and the part of it that is code.
static uintptr_t base, code_start, code_end;

// MARK: Texts, without a library that may have been in the middle of something

static char text[8192];
static size_t length;

static void add(const char *words) {
    size_t count = strlen(words);
    if (count > sizeof text - length) count = sizeof text - length;
    memcpy(text + length, words, count);
    length += count;
}

static void add_number(uint64_t number, unsigned radix, int width) {
    char digits[24];
    size_t place = sizeof digits - 1;
    digits[place] = 0;
    do {
        digits[--place] = "0123456789abcdef"[number % radix];
        number /= radix;
        width--;
    } while ((number > 0 || width > 0) && place > 0);
    add(digits + place);
}

static void add_decimal(uint64_t number, int width) { add_number(number, 10, width); }

// `2026-11-27T04:30:00Z`; days are counted from March, so that a leap day is the last of its year.
static void add_time(int64_t seconds) {
    int64_t days = seconds / 86400 + 719468, second = seconds % 86400;
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t march = (5 * of_year + 2) / 153;
    int64_t month = march < 10 ? march + 3 : march - 9;
    add_decimal((uint64_t)(year + era * 400 + (month <= 2)), 4);
    add("-");
    add_decimal((uint64_t)month, 2);
    add("-");
    add_decimal((uint64_t)(of_year - (153 * march + 2) / 5 + 1), 2);
    add("T");
    add_decimal((uint64_t)(second / 3600), 2);
    add(":");
    add_decimal((uint64_t)(second / 60 % 60), 2);
    add(":");
    add_decimal((uint64_t)(second % 60), 2);
    add("Z");
}

static const char *name(int signal) {
    switch (signal) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGABRT: return "SIGABRT";
    default: return "SIGSYS";
    }
}

// MARK: Addresses

// As the program's own file counts them, where they lie in it.
static void add_address(uintptr_t address) {
    bool is_own = address >= code_start && address < code_end;
    add(is_own ? "  0x" : "  elsewhere 0x");
    add_number(is_own ? address - base : address, 16, 1);
    add("\n");
}

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
// The place of the fault, and the frame of the function it lies in.
static void find_fault(const ucontext_t *context, uintptr_t *place, uintptr_t *frame) {
#ifdef __x86_64__
    *place = (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
    *frame = (uintptr_t)context->uc_mcontext.gregs[REG_RBP];
#else
    *place = (uintptr_t)context->uc_mcontext.pc;
    *frame = (uintptr_t)context->uc_mcontext.regs[29];
#endif
}

// A frame begins with the place of the caller's frame and the address to return to. The kernel reads it for us: what
// the register holds need be no frame.
static bool read_frame(uintptr_t place, uintptr_t frame[2]) {
    struct iovec ours = {frame, 2 * sizeof frame[0]}, theirs = {(void *)place, 2 * sizeof frame[0]};
    return process_vm_readv(getpid(), &ours, 1, &theirs, 1, 0) == (ssize_t)(2 * sizeof frame[0]);
}

static void add_calls(const void *context) {
    uintptr_t place = 0, at = 0, frame[2];
    find_fault(context, &place, &at);
    add_address(place);
    for (int i = 0; i < MOST_CALLS && at != 0 && at % sizeof at == 0 && read_frame(at, frame); i++) {
        if (frame[1] == 0) break;
        add_address(frame[1]);
        // Swift marks the frames of functions that wait by this bit.
        uintptr_t next = frame[0] & ~((uintptr_t)1 << 60);
        if (next <= at) break;
        at = next;
    }
}

static void keep_build(const uint8_t *note, size_t size) {
    while (size >= sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *head = (const ElfW(Nhdr) *)note;
        size_t names = (head->n_namesz + 3u) & ~3u, content = (head->n_descsz + 3u) & ~3u;
        size_t whole = sizeof *head + names + content;
        if (whole > size) return;
        if (head->n_type == NT_GNU_BUILD_ID && head->n_namesz == 4 && head->n_descsz < sizeof build / 2) {
            const uint8_t *bytes = note + sizeof *head + names;
            for (size_t i = 0; i < head->n_descsz; i++) {
                build[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
                build[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
            }
            return;
        }
        note += whole;
        size -= whole;
    }
}

// The first that is told is the program itself.
static int keep_program(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size;
    (void)data;
    base = info->dlpi_addr;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) && code_end == 0) {
            code_start = base + part->p_vaddr;
            code_end = code_start + part->p_memsz;
        }
        if (part->p_type == PT_NOTE && build[0] == 0) keep_build((const uint8_t *)(base + part->p_vaddr), part->p_memsz);
    }
    return 1;
}

static void find_program(void) { dl_iterate_phdr(keep_program, NULL); }
#else
static void add_calls(const void *context) { (void)context; }
static void find_program(void) {}
#endif

// MARK: The report

static bool keep(char *place, size_t room, const char *words) {
    size_t count = strlen(words);
    if (count >= room) return false;
    memcpy(place, words, count + 1);
    return true;
}

bool report_prepare(const char *in, const char *of, const char *words) {
    if (in[0] != '/' || !keep(folder, sizeof folder, in) || !keep(program, sizeof program, of)) return false;
    if (!keep(told, sizeof told, words)) return false;
    find_program();
    return true;
}

static void make_folder(void) {
    for (char *place = folder + 1; *place; place++) {
        if (*place != '/') continue;
        *place = 0;
        mkdir(folder, 0700);
        *place = '/';
    }
    mkdir(folder, 0700);
}

// The first free one, else one of the others.
static int open_report(char *path, size_t room) {
    for (int number = 1; number <= MOST_REPORTS + 1; number++) {
        bool is_free = number <= MOST_REPORTS;
        length = 0;
        add(folder);
        add("/crash-");
        add_decimal(is_free ? (uint64_t)number : (uint64_t)time(NULL) % MOST_REPORTS + 1, 1);
        add(".txt");
        if (length >= room) return -1;
        memcpy(path, text, length);
        path[length] = 0;
        // A report of another time is taken away: it might be more than a file of ours.
        if (!is_free) unlink(path);
        int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (file >= 0) return file;
        if (errno != EEXIST) return -1;
    }
    return -1;
}

static void send(int file) {
    for (size_t sent = 0; sent < length;) {
        ssize_t count = write(file, text + sent, length - sent);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        sent += (size_t)count;
    }
}

void report_write(int signal, const void *context) {
    static char path[4096];
    make_folder();
    int file = open_report(path, sizeof path);
    if (file < 0) return;
    length = 0;
    add(program);
    add("\nSignal: ");
    add(name(signal));
    add("\nTime: ");
    add_time((int64_t)time(NULL));
    if (build[0]) {
        add("\nBuild: ");
        add(build);
    }
    add("\nCalls, the last first:\n");
    add_calls(context);
    send(file);
    close(file);
    length = 0;
    add(told);
    add(path);
    add("\n");
    send(STDERR_FILENO);
}

/*
 * Preloaded, it gives every thread a stack of its own for signal handlers.
 *
 * Swift's runtime gives one to the first thread only. Any other that exhausts its stack then dies without a word: the
 * handler that would tell where has no stack to run on.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { stack_bytes = 256 * 1024 };

typedef int creating(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

struct beginning {
    void *(*run)(void *);
    void *argument;
};

static creating *create;
static pthread_key_t stack_of_thread;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void give_back(void *stack)
{
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(stack, stack_bytes);
}

static void prepare(void)
{
    create = (creating *)dlsym(RTLD_NEXT, "pthread_create");
    if (create == NULL || pthread_key_create(&stack_of_thread, give_back) != 0) abort();
}

static void *begin(void *given)
{
    struct beginning beginning = *(struct beginning *)given;
    free(given);
    void *stack = mmap(NULL, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack != MAP_FAILED) {
        stack_t mine = {.ss_sp = stack, .ss_size = stack_bytes};
        if (sigaltstack(&mine, NULL) != 0 || pthread_setspecific(stack_of_thread, stack) != 0) give_back(stack);
    }
    return beginning.run(beginning.argument);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    pthread_once(&once, prepare);
    struct beginning *beginning = malloc(sizeof *beginning);
    if (beginning == NULL) return EAGAIN;
    *beginning = (struct beginning){run, argument};
    int failure = create(thread, attributes, begin, beginning);
    if (failure != 0) free(beginning);
    return failure;
}

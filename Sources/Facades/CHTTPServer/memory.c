#include "chttpserver.h"
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

void chttp_keep_memory(int32_t bytes) {
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
}

static _Atomic unsigned pause_seconds;
static _Atomic size_t most_free_bytes;
static pthread_once_t started = PTHREAD_ONCE_INIT;

static void *give_back(void *nothing) {
    for (;;) {
        sleep(pause_seconds);
        if (mallinfo2().fordblks > most_free_bytes) malloc_trim(0);
    }
    return nothing;
}

static void start(void) {
    // Signals are for the program's own threads.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    if (pthread_create(&thread, NULL, give_back, NULL) == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void chttp_give_back_memory(int32_t seconds, int64_t bytes) {
    pause_seconds = (unsigned)seconds;
    most_free_bytes = (size_t)bytes;
    pthread_once(&started, start);
}

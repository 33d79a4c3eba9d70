#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

static int spawn(char *const *words, char *const *variables, int output, int errors, pid_t *pid) {
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0) return failure;
    posix_spawnattr_t attributes;
    failure = posix_spawnattr_init(&attributes);
    if (failure != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return failure;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    // Neither pipe is 0, 1 or 2: see make_pipe.
    if ((failure = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)) == 0 &&
        (failure = posix_spawn_file_actions_adddup2(&actions, output, 1)) == 0 &&
        (failure = posix_spawn_file_actions_adddup2(&actions, errors, 2)) == 0 &&
        (failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3)) == 0 &&
        (failure = posix_spawnattr_setsigmask(&attributes, &none)) == 0 &&
        (failure = posix_spawnattr_setsigdefault(&attributes, &all)) == 0 &&
        (failure = posix_spawnattr_setpgroup(&attributes, 0)) == 0 &&
        (failure = posix_spawnattr_setflags(&attributes, flags)) == 0) {
        failure = posix_spawnp(pid, words[0], &actions, &attributes, words, variables);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

// A pipe whose ends are both above 2. Returns 0, or the error's number.
static int make_pipe(int ends[2]) {
    int made[2];
    if (pipe2(made, O_CLOEXEC) != 0) return errno;
    int failure = 0;
    for (int i = 0; i < 2; i++) {
        ends[i] = fcntl(made[i], F_DUPFD_CLOEXEC, 3);
        if (ends[i] < 0) failure = errno;
        close(made[i]);
    }
    if (failure == 0) return 0;
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0) close(ends[i]);
    }
    return failure;
}

int32_t cprocess_start(char *const *words, char *const *variables, cprocess_child *child) {
    int output[2], errors[2];
    int failure = make_pipe(output);
    if (failure != 0) return failure;
    failure = make_pipe(errors);
    if (failure != 0) {
        close(output[0]);
        close(output[1]);
        return failure;
    }
    pid_t pid = 0;
    failure = spawn(words, variables, output[1], errors[1], &pid);
    close(output[1]);
    close(errors[1]);
    if (failure != 0) {
        close(output[0]);
        close(errors[0]);
        return failure;
    }
    *child = (cprocess_child){.pid = pid, .output = output[0], .errors = errors[0]};
    return 0;
}

int32_t cprocess_ended(int32_t pid, int32_t *status) {
    int raw = 0;
    pid_t ended = waitpid(pid, &raw, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return 0;
    if (ended < 0) {
        // The system waited for it itself where somebody told it to ignore children; how it ended is unknown.
        *status = -1;
    } else {
        *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
    }
    return 1;
}

void cprocess_kill(int32_t pid) {
    // The number is still the child's: it has not been waited for.
    kill(-pid, SIGKILL);
    int raw;
    while (waitpid(pid, &raw, 0) < 0 && errno == EINTR) continue;
}

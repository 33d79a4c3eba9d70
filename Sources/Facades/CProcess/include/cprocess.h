// Starting programs, by the C library's posix_spawn with its GNU additions.
#pragma once
#include <stdint.h>

/// A child of this process and the reading ends of the pipes from its output and its errors.
typedef struct {
    int32_t pid;
    int32_t output;
    int32_t errors;
} cprocess_child;

/// Starts `words[0]`, looked for in PATH, with `words` and `variables`, both ended by NULL: nothing to read, no file of this
/// process open, signals as after a login, and the leader of a process group of its own. Returns 0, or the error's number.
int32_t cprocess_start(char *const *words, char *const *variables, cprocess_child *child);

/// Looks whether the child has ended. Returns 0 while it runs and 1 with its exit code, or minus its signal's number, in
/// `status`; nobody may ask again then.
int32_t cprocess_ended(int32_t pid, int32_t *status);

/// Ends a child that has not been seen to end, with its whole process group, and waits until it is gone.
void cprocess_kill(int32_t pid);

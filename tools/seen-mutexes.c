// Tells ThreadSanitizer of the waits of Synchronization.Mutex, which happen in a library that is not instrumented.
//
// An uncontended lock is an atomic exchange in code that the sanitizer sees. A contended one is a futex that the kernel
// changes: without this every handover looks like a race. Loaded before the tests by `tools/sanitize thread`.
// Shape: the two entry points of Swift 6's Mutex on Linux; the mutex is in the register for `self`.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SELF __attribute__((swift_context)) void *self

typedef __attribute__((swiftcall)) void Lock(uint32_t value, SELF);
typedef __attribute__((swiftcall)) void Unlock(SELF);
typedef void Told(void *address);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void tell(const char *what, void *self) {
  Told *told = (Told *)dlsym(RTLD_DEFAULT, what);
  if (told) told(self);
}

__attribute__((swiftcall)) void lockSlow(uint32_t value, SELF) __asm__(LOCK);
__attribute__((swiftcall)) void lockSlow(uint32_t value, SELF) {
  ((Lock *)dlsym(RTLD_NEXT, LOCK))(value, self);
  tell("__tsan_acquire", self);
}

__attribute__((swiftcall)) void unlockSlow(SELF) __asm__(UNLOCK);
__attribute__((swiftcall)) void unlockSlow(SELF) {
  tell("__tsan_release", self);
  ((Unlock *)dlsym(RTLD_NEXT, UNLOCK))(self);
}

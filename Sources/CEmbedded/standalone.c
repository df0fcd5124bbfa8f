// What a program that is linked as a whole lacks on a machine without /proc. The Swift runtime takes the
// arguments from there; and it ends the program at the start, for it does not find the folder that it would
// start its printer of crashes from.
//
// The linker puts the first function in the place of the runtime's (ld --wrap, see .ci/release).
#include <stddef.h>
#include <unistd.h>

const char *__real_swift_copyAuxiliaryExecutablePath(const char *, const char *)
    __attribute__((weak));
const char *__wrap_swift_copyAuxiliaryExecutablePath(const char *, const char *);
void _swift_stdlib_overrideUnsafeArgvArgc(char **, int) __attribute__((weak));

const char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name) {
  if (access("/proc/self/exe", F_OK) != 0) return NULL;
  return __real_swift_copyAuxiliaryExecutablePath(folder, name);
}

// The C library hands the arguments to what runs before main.
__attribute__((constructor)) static void take_arguments(int count, char **arguments) {
  if (access("/proc/self/cmdline", F_OK) == 0) return;
  if (_swift_stdlib_overrideUnsafeArgvArgc != NULL) {
    _swift_stdlib_overrideUnsafeArgvArgc(arguments, count);
  }
}

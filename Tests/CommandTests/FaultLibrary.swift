import TestSupport
import Values

/// A library that is loaded before the C library, and makes system calls of the real program fail.
enum FaultLibrary {
  /// `FAULT` names the call, `FAULT_ERRNO` the error number (0 makes a write one of one byte),
  /// `FAULT_FILES` the files.
  private static let library = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <fnmatch.h>
    #include <stdarg.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>
    #include <sys/types.h>
    static int fails(const char *call, const char *name) {
      const char *fault = getenv("FAULT");
      if (!fault || strcmp(fault, call)) return 0;
      if (fnmatch(getenv("FAULT_FILES"), name, FNM_EXTMATCH)) return 0;
      errno = atoi(getenv("FAULT_ERRNO"));
      return 1;
    }
    static int pathOf(int file, char *path, size_t size) {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", file);
      ssize_t count = readlink(link, path, size - 1);
      if (count < 0) return 0;
      path[count] = 0;
      return 1;
    }
    static int failsAt(const char *call, int file) {
      char path[4096];
      return pathOf(file, path, sizeof path) && fails(call, path);
    }
    static int failsBelow(const char *call, int folder, const char *name) {
      char path[8192];
      if (*name == '/' || !pathOf(folder, path, 4096)) return fails(call, name);
      strcat(path, "/");
      return fails(call, strncat(path, name, 4095));
    }
    #define NEXT(call) ((__typeof__(&call))dlsym(RTLD_NEXT, #call))
    int openat(int folder, const char *name, int flags, ...) {
      va_list list;
      va_start(list, flags);
      mode_t mode = va_arg(list, mode_t);
      va_end(list);
      return failsBelow("openat", folder, name) ? -1 : NEXT(openat)(folder, name, flags, mode);
    }
    ssize_t write(int file, const void *bytes, size_t count) {
      if (failsAt("write", file)) {
        if (errno) return -1;
        count = 1;
      }
      return NEXT(write)(file, bytes, count);
    }
    int fsync(int file) { return failsAt("fsync", file) ? -1 : NEXT(fsync)(file); }
    int fchmod(int file, mode_t mode) { return failsAt("fchmod", file) ? -1 : NEXT(fchmod)(file, mode); }
    int fchown(int file, uid_t user, gid_t group) {
      return failsAt("fchown", file) ? -1 : NEXT(fchown)(file, user, group);
    }
    int renameat(int from, const char *old, int to, const char *new) {
      return fails("renameat", old) ? -1 : NEXT(renameat)(from, old, to, new);
    }
    int rename(const char *old, const char *new) {
      return fails("rename", old) ? -1 : NEXT(rename)(old, new);
    }
    int unlink(const char *name) { return fails("unlink", name) ? -1 : NEXT(unlink)(name); }
    int linkat(int from, const char *old, int to, const char *new, int flags) {
      return fails("linkat", old) ? -1 : NEXT(linkat)(from, old, to, new, flags);
    }

    """

  /// What a write that failed says.
  static func refusal(_ reason: String, _ name: String) -> String {
    let advice = [
      "permission denied": "make the file and its folder writable",
      "no space left on the disk": "make room, then try again",
      "the file system is read-only": "mount it for writing",
      "Too many open files": "raise the limit of open files: ulimit -n 1024",
    ]
    return "assetbump: not written: \(reason): \(name) (nothing changed)"
      + " - \(advice[reason] ?? "mend that, then try again")\n"
  }

  /// Bumps all in a folder while calls of a name fail on the files that a pattern names.
  ///
  /// - Parameters:
  ///   - number: what they fail with (errno); 0 makes a write one of one byte.
  ///   - files: a pattern of fnmatch(3) for whole paths, with the GNU extensions.
  static func bump(
    in folder: TemporaryFolder, failing call: String, _ number: Int, on files: String,
    showing output: String = "/dev/null"
  ) throws -> Command.Result {
    let environment = try environment(failing: call, number, on: files, builtIn: folder)
    return try Assetbump.shell(
      "assetbump bump --all >\(output)", in: folder, environment: environment)
  }

  /// The environment of a program whose calls of a name fail on the files that a pattern names.
  ///
  /// - Parameters:
  ///   - number: what they fail with (errno); 0 makes a write one of one byte.
  ///   - files: a pattern of fnmatch(3) for whole paths, with the GNU extensions.
  ///   - folder: where the library is built, in `.fault/`.
  static func environment(
    failing call: String, _ number: Int, on files: String, builtIn folder: TemporaryFolder
  ) throws -> [String: String] {
    try folder.write(library, to: ".fault/fault.c")
    let place = VisibleText.of(folder.appending(".fault/fault"))
    let build = try Command.run(
      "clang", ["-shared", "-fPIC", "-o", "\(place).so", "\(place).c", "-ldl"])
    guard build.status == 0 else { throw FaultLibraryFailure(errors: build.errors) }
    return [
      "LD_PRELOAD": "\(place).so", "FAULT": call, "FAULT_ERRNO": "\(number)",
      "FAULT_FILES": files,
      // A sanitizer must come first, and brings the C library's calls itself.
      "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
    ]
  }
}

/// The library cannot be built.
struct FaultLibraryFailure: Error {
  let errors: String
}

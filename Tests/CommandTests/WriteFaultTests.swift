import AssetCore
import TestSupport
import Testing

/// Each system call of a write fails once, in the real program: a library loaded before the C library
/// answers in its place.
@Suite("Write faults", .serialized) struct WriteFaultTests {
  /// The names that `FAULT` takes, `FAULT_ERRNO`: the error number; 0 makes a write of one byte.
  private static let library = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <stdarg.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>
    #include <sys/types.h>
    static int fails(const char *call, const char *name) {
      const char *fault = getenv("FAULT");
      if (!fault || strcmp(fault, call) || !strstr(name, ".tmp")) return 0;
      errno = atoi(getenv("FAULT_ERRNO"));
      return 1;
    }
    static int failsAt(const char *call, int file) {
      char link[64], name[4096];
      snprintf(link, sizeof link, "/proc/self/fd/%d", file);
      ssize_t count = readlink(link, name, sizeof name - 1);
      if (count < 0) return 0;
      name[count] = 0;
      return fails(call, name);
    }
    #define NEXT(call) ((__typeof__(&call))dlsym(RTLD_NEXT, #call))
    int openat(int folder, const char *name, int flags, ...) {
      va_list list;
      va_start(list, flags);
      mode_t mode = va_arg(list, mode_t);
      va_end(list);
      return fails("openat", name) ? -1 : NEXT(openat)(folder, name, flags, mode);
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
    int linkat(int from, const char *old, int to, const char *new, int flags) {
      return fails("linkat", old) ? -1 : NEXT(linkat)(from, old, to, new, flags);
    }

    """

  private static func run(
    _ call: String, _ number: Int, in folder: TemporaryFolder
  ) throws -> Command.Result {
    try folder.write(library, to: ".fault/fault.c")
    let script = """
      clang -shared -fPIC -o .fault/fault.so .fault/fault.c -ldl || exit 99
      # A sanitizer must come first, and brings the C library's calls itself.
      export LD_PRELOAD=$PWD/.fault/fault.so ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0
      FAULT=\(call) FAULT_ERRNO=\(number) assetbump bump --all >/dev/null
      """
    return try Assetbump.shell(script, in: folder)
  }

  @Test(arguments: [
    ("openat", 13, "permission denied"), ("openat", 24, "Too many open files"),
    ("openat", 28, "no space left on the disk"), ("write", 28, "no space left on the disk"),
    ("write", 122, "no space left on the disk"), ("write", 5, "Input/output error"),
    ("write", 27, "File too large"), ("fsync", 5, "Input/output error"),
    ("fsync", 28, "no space left on the disk"), ("fsync", 122, "no space left on the disk"),
    ("fchown", 5, "Input/output error"), ("fchmod", 1, "permission denied"),
    ("fchmod", 30, "the file system is read-only"), ("renameat", 13, "permission denied"),
    ("renameat", 18, "Invalid cross-device link"), ("renameat", 28, "no space left on the disk"),
    ("renameat", 5, "Input/output error"),
  ])
  func oldFileStaysWhole(call: String, number: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    let old = "{\"format\": 1, \"assets\": {}}\n"
    try folder.write("a", to: "static/a.css")
    try folder.write(old, to: "asset-versions.json")
    expect(
      try Self.run(call, number, in: folder), "",
      "assetbump: not written: \(reason): asset-versions.json (nothing changed)\n", 2)
    #expect(folder.contents(of: "asset-versions.json") == Array(old.utf8))
    #expect(folder.names() == [".fault", "asset-versions.json", "static"])
  }

  @Test(arguments: [
    ("openat", 13, "permission denied"), ("write", 28, "no space left on the disk"),
    ("fsync", 5, "Input/output error"), ("linkat", 13, "permission denied"),
  ])
  func newFileIsNotThere(call: String, number: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    expect(
      try Self.run(call, number, in: folder), "",
      "assetbump: not written: \(reason): asset-versions.json (nothing changed)\n", 2)
    #expect(folder.names() == [".fault", "static"])
  }

  /// What fails without harm: a write that takes a byte at a time, a file system without second
  /// names, an owner who cannot be kept.
  @Test(arguments: [
    ("write", 0, true), ("linkat", 1, false), ("linkat", 95, false), ("fchown", 1, true),
  ])
  func goesOn(call: String, number: Int, isThere: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    if isThere { try folder.write("{\"format\": 1, \"assets\": {}}\n", to: "asset-versions.json") }
    expect(
      try Self.run(call, number, in: folder), "",
      "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
    #expect(folder.names() == [".fault", "asset-versions.json", "static"])
  }
}

import Glibc

/// A limit on the size of files that the process may write (RLIMIT_FSIZE).
enum FileSizeLimit {
  /// Lets a write past the limit fail, as where there is no room, and not end the program in the midst
  /// of it.
  ///
  /// By a handler, for programs that this one starts would go on to ignore the signal; it belongs to no
  /// actor, for the signal goes to the thread that writes.
  static func bear() {
    signal(SIGXFSZ) { _ in }
  }
}

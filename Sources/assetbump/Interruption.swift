import Glibc

/// Whether the person pressed ^C.
enum Interruption {
  nonisolated(unsafe) private static var count: sig_atomic_t = 0

  static func listen() {
    // A second one ends the program.
    signal(SIGINT) { _ in
      Interruption.count += 1
      signal(SIGINT, SIG_DFL)
    }
  }

  static var hasCome: Bool { count > 0 }
}

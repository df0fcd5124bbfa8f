/// The names that tokens go by in real projects.
enum TokenNames {
  static func contains(_ name: ArraySlice<UInt8>) -> Bool { names.contains(name) }

  static func contains(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    names.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]))
  }

  private static let names = WordSet([
    "v", "ver", "vers", "version", "rev", "revision", "t", "ts", "q", "d", "h", "hash", "_hash",
    "_", "_v", "build", "cb", "cache", "nocache", "timestamp", "time", "rand", "date",
  ])
}

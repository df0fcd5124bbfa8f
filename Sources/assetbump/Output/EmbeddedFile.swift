import CEmbedded

/// A file of the repository that lies in the program.
struct EmbeddedFile {
  /// The contents.
  let text: String

  /// The file of a name, by kind: `loader/flask`; nil where there is none.
  init?(_ name: String) {
    guard let file = cembedded_find(name) else { return nil }
    text = String(
      decoding: UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count),
      as: UTF8.self)
  }
}

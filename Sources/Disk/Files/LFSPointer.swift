import Values

/// What Git LFS leaves in place of a file that it has not brought: a few lines that name its SHA-256
/// (git-lfs/docs/spec.md, version 1).
enum LFSPointer {
  /// The size that no pointer reaches, in bytes.
  static let limit = 1024

  /// Whether the whole contents of a file are a pointer.
  static func stands(in contents: UnsafeRawBufferPointer) -> Bool {
    contents.count < limit && contents.starts(with: start)
  }

  private static let start = Array("version https://git-lfs.github.com/spec/".utf8)
}

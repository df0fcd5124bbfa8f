import Glibc
import Synchronization
import Values

/// Writes a file of arrays, and puts it in its place once it is whole.
///
/// Each array is its number of elements (u64), a checksum of its bytes (u64) and its bytes as they lie
/// in memory: the file is for this machine and this version, and made again where it is of no use.
///
/// Until it is whole it has no name, where the file system can do that (`O_TMPFILE`, open(2)): whatever
/// ends the program then leaves nothing behind.
package final class CacheWriter {
  private let place: BytePath
  private let file: Descriptor
  /// The name that it has until it is whole; nil where it has none.
  private var draft: BytePath?

  /// How many files this process has begun.
  private static let files = Atomic<Int>(0)

  /// `O_TMPFILE`, which Swift's Glibc does not have.
  private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY

  /// How often the name is asked for, the old file being taken away in between, and those that other
  /// processes put there just then.
  private static let attempts = 8

  /// Makes a file anew.
  ///
  /// Nothing is forced to the disk: after a power cut the checksums tell.
  ///
  /// - Parameter write: writes the whole of it.
  package static func replace(
    _ path: BytePath, _ write: (CacheWriter) throws(FileError) -> Void
  ) throws(FileError) {
    let writer = try CacheWriter(replacing: path)
    try write(writer)
    try writer.finish()
  }

  /// Begins a file that is to lie at a path; it is gone with the writer, unless that finishes it.
  package init(replacing path: BytePath) throws(FileError) {
    place = path
    try DescriptorShortage.check(path)
    try DiskFileSystem().makeFolder(path.folder)
    do throws(FileError) {
      file = try Descriptor(
        opening: path.folder, CacheWriter.withoutName | O_WRONLY, mode: 0o600, named: path)
    } catch {
      // Two scans of one terminal UI may be at it at once.
      let number = CacheWriter.files.add(1, ordering: .relaxed).newValue
      let draft = BytePath(bytes: path.bytes + Array(".\(getpid()).\(number)".utf8))
      file = try Descriptor(
        opening: draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600, named: draft)
      self.draft = draft
    }
    try write(CacheWriter.start)
  }

  deinit {
    if let draft { try? DiskFileSystem().removeFile(draft) }
  }

  /// Puts the file in its place: who opens that meanwhile has the old one, none, or this one.
  package func finish() throws(FileError) {
    guard let draft else { return try giveName() }
    try DiskFileSystem().move(draft, to: place)
    self.draft = nil
  }

  /// Gives its name to the file that has none.
  ///
  /// To rename it onto the old one would have some file systems (ext4) write all of it to the disk at
  /// once, which takes longer than all else that is done to remember it.
  private func giveName() throws(FileError) {
    let descriptor = try BytePath("/proc/self/fd/\(file.number)").terminated(named: place)
    let name = try place.terminated(named: place)
    for _ in 0..<Self.attempts {
      if linkat(AT_FDCWD, descriptor, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 { return }
      guard errno == EEXIST else { throw FileError.last(place) }
      try DiskFileSystem().removeFile(place)
    }
    throw FileError(place, .exists)
  }

  /// The array that a file begins with: mark, version, and the user, for whom other files may be
  /// readable than for others.
  static var start: [UInt64] {
    // "ASSETIDX" where the lowest byte comes first, which it must.
    [0x5844_4954_4553_5341, 2, UInt64(geteuid())]
  }

  /// Adds an array.
  package func write<Element: BitwiseCopyable>(_ array: [Element]) throws(FileError) {
    var failure: FileError?
    array.withUnsafeBytes { bytes in
      var head: [UInt8] = []
      for number in [UInt64(array.count), CacheWriter.sum(of: bytes)] {
        withUnsafeBytes(of: number) { head.append(contentsOf: $0) }
      }
      do throws(FileError) {
        try file.write(head)
        try file.write(bytes)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Adds a list of bytes.
  package func write(_ list: ByteList) throws(FileError) {
    let (bytes, ends) = list.parts
    try write(bytes)
    try write(ends)
  }

  /// Adds a text.
  package func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8))
  }

  /// A sum over all bytes, which a change of any byte changes, for each step can be undone.
  ///
  /// Four at a time, because each step waits for the one before.
  package static func sum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64)
    (first, second, third, fourth) = (1, 2, 3, UInt64(bytes.count))
    var place = 0
    while place + 32 <= bytes.count {
      first = step(first ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      second = step(second ^ bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
      third = step(third ^ bytes.loadUnaligned(fromByteOffset: place + 16, as: UInt64.self))
      fourth = step(fourth ^ bytes.loadUnaligned(fromByteOffset: place + 24, as: UInt64.self))
      place += 32
    }
    while place < bytes.count {
      first = step(first ^ UInt64(bytes[place]))
      place += 1
    }
    return step(step(step(step(first) ^ second) ^ third) ^ fourth)
  }

  private static func step(_ sum: UInt64) -> UInt64 {
    let product = sum &* factor
    return product ^ product &>> 29
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
}

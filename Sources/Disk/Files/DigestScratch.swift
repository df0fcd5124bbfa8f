import Glibc
import Values

/// What the digest of a file needs besides the file, kept from one file to the next.
final class DigestScratch {
  /// The number of bytes read at a time.
  static let blockSize = 128 * 1024

  /// The room that a block is read into.
  let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: DigestScratch.blockSize, alignment: 4096)
  /// What takes the blocks in.
  var digester = SHA256Digester()

  deinit {
    buffer.deallocate()
  }
}

import CLibcrypto
import Values

extension Digest {
  /// The digest of bytes in memory.
  public static func of(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { bytes in
      Digest(filledBy: { clibcrypto_sha256(bytes.baseAddress, bytes.count, $0) })
    }
  }
}

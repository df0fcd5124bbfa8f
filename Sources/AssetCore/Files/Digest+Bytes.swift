import CLibcrypto

extension Digest {
  /// The digest of bytes in memory.
  public static func of(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { bytes in
      Digest(filledBy: { clibcrypto_sha256(bytes.baseAddress, bytes.count, $0) })
    }
  }
}

/// The SHA-384 (FIPS 180-4) of bytes in memory, as `integrity` attributes carry it (W3C Subresource
/// Integrity).
enum SHA384 {
  /// The 48 bytes of the digest.
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: Int(CLIBCRYPTO_SHA384_BYTES)) { out, count in
        guard let start = out.baseAddress else { return }
        clibcrypto_sha384(bytes.baseAddress, bytes.count, start)
        count = Int(CLIBCRYPTO_SHA384_BYTES)
      }
    }
  }
}

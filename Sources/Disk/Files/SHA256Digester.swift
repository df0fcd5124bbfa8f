import CLibcrypto
import Values

/// A SHA-256 (FIPS 180-4) taken over bytes that come block by block.
///
/// Reusable after ``reset()``. Making one costs about as much as the digest of a small file, so whoever
/// digests many files keeps it.
struct SHA256Digester: ~Copyable {
  private let state: OpaquePointer

  init() {
    state = clibcrypto_sha256_new()
  }

  deinit {
    clibcrypto_sha256_free(state)
  }

  /// Forgets the bytes taken in so far; to be called before the first of a further digest.
  mutating func reset() {
    clibcrypto_sha256_reset(state)
  }

  /// Takes in the next bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    clibcrypto_sha256_update(state, bytes.baseAddress, bytes.count)
  }

  /// The digest of the bytes taken in since the start or the last reset.
  mutating func finish() -> Digest {
    Digest(filledBy: { clibcrypto_sha256_final(state, $0) })
  }
}

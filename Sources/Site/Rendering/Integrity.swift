import CLibcrypto
import Values

/// What an `integrity` attribute says: digests of a file, without one of which a browser refuses it
/// (W3C Subresource Integrity, section 3.5).
package struct Integrity: Equatable, Sendable {
  /// The digests as they stand there, at least one.
  package let digests: [Digest]

  /// A digest by one algorithm.
  package struct Digest: Equatable, Sendable {
    package let algorithm: Algorithm
    /// In base64, with `+` and `/`.
    package let text: String
  }

  /// The algorithms, the weakest first.
  package enum Algorithm: String, CaseIterable, Sendable {
    case sha256, sha384, sha512
  }

  /// Reads the attribute's value; nil where it has no digest that a browser would compare, so that it
  /// takes any file.
  package init?(_ value: [UInt8]) {
    let digests = value.split(whereSeparator: \.isSpace).compactMap { Digest($0) }
    if digests.isEmpty { return nil }
    self.digests = digests
  }

  /// The digest of a file by one algorithm.
  package init(of contents: [UInt8], by algorithm: Algorithm) {
    digests = [Digest(of: contents, by: algorithm)]
  }

  /// Whether a browser takes a file of these bytes: one of the digests by the strongest algorithm is
  /// its digest.
  package func matches(_ contents: [UInt8]) -> Bool {
    let strongest = Algorithm.allCases.last { algorithm in
      digests.contains { $0.algorithm == algorithm }
    }
    guard let strongest else { return true }
    return digests.contains(Digest(of: contents, by: strongest))
  }

  /// The digests of other bytes by the same algorithms, each once.
  package func renewed(for contents: [UInt8]) -> Integrity {
    var seen: [Algorithm] = []
    for digest in digests where !seen.contains(digest.algorithm) { seen.append(digest.algorithm) }
    return Integrity(digests: seen.map { Digest(of: contents, by: $0) })
  }

  private init(digests: [Digest]) {
    self.digests = digests
  }
}

extension Integrity: CustomStringConvertible {
  /// The attribute's value, `sha384-…`.
  package var description: String {
    digests.map { "\($0.algorithm.rawValue)-\($0.text)" }.joined(separator: " ")
  }
}

extension Integrity.Digest {
  init(of contents: [UInt8], by algorithm: Integrity.Algorithm) {
    self.algorithm = algorithm
    text = Base64Text.of(algorithm.digest(of: contents))
  }

  /// Reads `sha384-…`, with options behind `?` or without; nil where the algorithm is none that
  /// browsers know, or what follows is no base64 of its length.
  fileprivate init?(_ part: ArraySlice<UInt8>) {
    guard let dash = part.firstIndex(of: UInt8(ascii: "-")),
      let algorithm = Integrity.Algorithm(
        rawValue: String(decoding: part[..<dash], as: UTF8.self).lowercased())
    else { return nil }
    let digits = part[(dash + 1)...].prefix { $0 != UInt8(ascii: "?") }
    // The alphabet for URLs (RFC 4648, section 5) means the same.
    let text = String(
      decoding: digits.map { digit in
        switch digit {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: digit
        }
      }, as: UTF8.self)
    guard text.utf8.count == Base64Text.length(of: algorithm.byteCount),
      text.utf8.allSatisfy({ Base64Text.isDigit($0) || $0 == UInt8(ascii: "=") })
    else { return nil }
    self.algorithm = algorithm
    self.text = text
  }
}

extension Integrity.Algorithm {
  /// The length of a digest in bytes.
  var byteCount: Int {
    switch self {
    case .sha256: Int(CLIBCRYPTO_SHA256_BYTES)
    case .sha384: Int(CLIBCRYPTO_SHA384_BYTES)
    case .sha512: Int(CLIBCRYPTO_SHA512_BYTES)
    }
  }

  /// The digest of bytes in memory (FIPS 180-4).
  func digest(of bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: byteCount) { out, count in
        guard let start = out.baseAddress else { return }
        switch self {
        case .sha256: clibcrypto_sha256(bytes.baseAddress, bytes.count, start)
        case .sha384: clibcrypto_sha384(bytes.baseAddress, bytes.count, start)
        case .sha512: clibcrypto_sha512(bytes.baseAddress, bytes.count, start)
        }
        count = byteCount
      }
    }
  }
}

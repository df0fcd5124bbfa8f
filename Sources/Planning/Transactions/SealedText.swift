import Disk
import Values

/// Lines of words, and bytes after them, under a checksum: what the program writes for itself.
///
/// ```text
/// assetbump KIND FORMAT
/// WORD WORD…
/// sha256 64 hex digits, of all that stands before this line and all that stands after it
/// payload
/// ```
struct SealedText: Equatable {
  /// What the text is.
  let kind: String
  /// The lines, each of its words; no word is empty or holds a space or a line end.
  var lines: [[String]]
  /// The bytes after the checksum.
  var payload: [UInt8] = []

  /// The number of the kind's format.
  let format: String

  /// Why a text is none.
  enum Fault: Error, Equatable {
    /// It is not what was written.
    case damaged
    /// A later version of the program wrote it.
    case newer
  }

  init(kind: String, format: String = "1", lines: [[String]], payload: [UInt8] = []) {
    self.kind = kind
    self.format = format
    self.lines = lines
    self.payload = payload
  }

  /// The whole text.
  var bytes: [UInt8] {
    let words = [["assetbump", kind, format]] + lines
    let head = Array(words.map { $0.joined(separator: " ") + "\n" }.joined().utf8)
    let seal = Array("sha256 \(Digest.of(head + payload).hex)\n".utf8)
    return head + seal + payload
  }

  /// Reads a whole text.
  ///
  /// - Parameter formats: the numbers of the formats that are read.
  init(_ bytes: [UInt8], kind: String, formats: [String] = ["1"]) throws(Fault) {
    var lines: [[String]] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let words = bytes[start..<end].split(
        separator: UInt8(ascii: " "), omittingEmptySubsequences: false
      )
      .map { String(decoding: $0, as: UTF8.self) }
      if lines.isEmpty {
        guard words.count == 3, words[0] == "assetbump", words[1] == kind else { throw .damaged }
        guard formats.contains(words[2]) else { throw .newer }
      }
      if words.count == 2, words[0] == "sha256" {
        let payload = Array(bytes[(end + 1)...])
        guard Digest.of(Array(bytes[..<start]) + payload).hex == words[1] else { throw .damaged }
        self.init(
          kind: kind, format: lines[0][2], lines: Array(lines.dropFirst()), payload: payload)
        return
      }
      lines.append(words)
      start = end + 1
    }
    throw .damaged
  }
}

extension BytePath {
  /// The path, which is not empty, as a word of hex digits.
  var word: String { HexText.of(bytes) }

  /// Reads a path's word.
  init?(word: String) {
    guard let bytes = HexText.bytes(word), !bytes.isEmpty else { return nil }
    self.init(bytes: bytes)
  }
}

extension Digest {
  /// A digest as a word, `-` where there is none.
  static func word(_ digest: Digest?) -> String { digest?.hex ?? "-" }
}

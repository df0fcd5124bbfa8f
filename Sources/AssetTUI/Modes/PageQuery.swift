import AssetCore
import Disk
import Planning
import References
import Values

/// A text searched in a page: in any case, where it has no capital letter.
struct PageQuery: Equatable {
  private let bytes: [UInt8]
  private let ignoresCase: Bool

  init(_ text: String) {
    bytes = Array(text.utf8)
    ignoresCase = !bytes.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// The index of the first place where the query stands, or nil.
  func firstIndex(in text: ArraySlice<UInt8>) -> Int? {
    guard ignoresCase else { return ByteSearch.firstIndex(of: bytes, in: text) }
    let lowered = text.map {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 0x20 : $0
    }
    return ByteSearch.firstIndex(of: bytes, in: lowered[...]).map { $0 + text.startIndex }
  }

  /// Whether the query stands in a line.
  func matches(_ line: [UInt8]) -> Bool {
    firstIndex(in: line[...]) != nil
  }

  /// The number of bytes of the query.
  var count: Int { bytes.count }
}

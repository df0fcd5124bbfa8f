/// What git leaves in a file that it could not merge.
enum MergeConflict {
  /// The first line that git writes into a file that it cannot merge, and its number.
  ///
  /// No JSON text has such a line: a string cannot go over the end of one.
  static func find(in bytes: [UInt8]) -> (line: Int, marker: String)? {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let first = line.first, "<=>|".utf8.contains(first),
        line.starts(with: repeatElement(first, count: 7))
      else { continue }
      let text = line.last == 0x0D ? line.dropLast() : line
      if text.count == 7 || text[text.startIndex + 7] == 0x20 {
        return (index + 1, String(decoding: text, as: UTF8.self))
      }
    }
    return nil
  }
}

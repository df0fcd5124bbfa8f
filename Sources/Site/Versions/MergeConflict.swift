import Glibc

/// What git leaves in a file that it could not merge.
package enum MergeConflict {
  /// The first line that git writes into a file that it cannot merge, and its number.
  ///
  /// No JSON text has such a line: a string cannot go over the end of one.
  static func find(in bytes: [UInt8]) -> (line: Int, marker: String)? {
    // Whatever the file is: nothing is made of its lines but those that start like a marker.
    bytes.withUnsafeBufferPointer { bytes in
      var (start, number) = (0, 1)
      while start < bytes.count {
        let end = lineEnd(from: start, in: bytes)
        if let marker = marker(bytes[start..<end]) { return (number, marker) }
        (start, number) = (end + 1, number + 1)
      }
      return nil
    }
  }

  /// The line of the first conflict of a file: lines of git's marks in their order, `<<<<<<< `, `=======`
  /// and `>>>>>>> `; nil where there is none.
  ///
  /// One mark alone may be text: a line of `=` stands below headings.
  package static func firstLine(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var (start, number) = (0, 1)
      var (opened, isParted) = (nil as Int?, false)
      while start < bytes.count {
        let end = lineEnd(from: start, in: bytes)
        let mark = marker(bytes[start..<end])
        switch mark?.utf8.first {
        case UInt8(ascii: "<"): (opened, isParted) = (number, false)
        case UInt8(ascii: "=") where mark?.utf8.count == 7: isParted = opened != nil
        case UInt8(ascii: ">"): if isParted { return opened }
        default: break
        }
        (start, number) = (end + 1, number + 1)
      }
      return nil
    }
  }

  private static func lineEnd(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return bytes.count }
    return memchr(base + start, 0x0A, bytes.count - start).map {
      UnsafeRawPointer($0) - UnsafeRawPointer(base)
    } ?? bytes.count
  }

  private static func marker(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard let first = line.first, "<=>|".utf8.contains(first),
      line.starts(with: repeatElement(first, count: 7))
    else { return nil }
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    guard text.count == 7 || text[text.startIndex + 7] == UInt8(ascii: " ") else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}

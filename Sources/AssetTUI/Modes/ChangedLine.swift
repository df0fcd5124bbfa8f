import Formats
import Values

/// A line of a file that a write changes, before and after, with what differs between the two.
struct ChangedLine: Equatable, Sendable {
  /// The number of the line in the file as it is now, from 1; of a line that comes, in the new one.
  let number: Int
  /// The bytes now; nil where the line comes.
  let old: [UInt8]?
  /// The bytes then; nil where the line goes.
  let new: [UInt8]?
  /// The stretches that differ, in order.
  let changes: [Change]

  /// A stretch of the old line and the one that stands in its place.
  struct Change: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  init(_ number: Int, old: [UInt8]?, new: [UInt8]?) {
    self.number = number
    self.old = old
    self.new = new
    guard let old, let new else {
      changes = []
      return
    }
    changes = ChangedLine.changes(from: old, to: new)
  }

  /// The lines of an edit that change; within a stretch of as many old lines as new ones each old line
  /// stands beside its new one.
  static func all(of edit: FileEdit) -> [ChangedLine] {
    var lines: [ChangedLine] = []
    var (old, new) = (Lines(), Lines())
    var (oldNumber, newNumber) = (1, 1)
    func flush() {
      if old.lines.count == new.lines.count {
        for (index, line) in old.lines.enumerated() {
          lines.append(ChangedLine(old.first + index, old: line, new: new.lines[index]))
        }
      } else {
        for (index, line) in old.lines.enumerated() {
          lines.append(ChangedLine(old.first + index, old: line, new: nil))
        }
        for (index, line) in new.lines.enumerated() {
          lines.append(ChangedLine(new.first + index, old: nil, new: line))
        }
      }
      (old, new) = (Lines(), Lines())
    }
    for line in UnifiedDiff(edit).lines {
      let text = Array(line.bytes.dropFirst())
      switch line.kind {
      case .file: continue
      case .place:
        flush()
        let starts = ChangedLine.starts(in: line.bytes)
        (oldNumber, newNumber) = (starts.old, starts.new)
      case .context where line.bytes.first == UInt8(ascii: "\\"): continue
      case .context:
        flush()
        oldNumber += 1
        newNumber += 1
      case .removed:
        old.append(text, oldNumber)
        oldNumber += 1
      case .added:
        new.append(text, newNumber)
        newNumber += 1
      }
    }
    flush()
    return lines
  }

  /// Lines that follow one another.
  private struct Lines {
    var first = 1
    var lines: [[UInt8]] = []

    mutating func append(_ line: [UInt8], _ number: Int) {
      if lines.isEmpty { first = number }
      lines.append(line)
    }
  }

  /// The lines at which a hunk begins: 12 and 13 of `@@ -12,7 +13,8 @@`, those behind where it has none.
  private static func starts(in place: [UInt8]) -> (old: Int, new: Int) {
    let words = place.split(separator: UInt8(ascii: " "))
    func start(_ word: ArraySlice<UInt8>?) -> Int {
      let numbers = (word?.dropFirst() ?? []).split(separator: UInt8(ascii: ",")).map {
        Int(String(decoding: $0, as: UTF8.self)) ?? 1
      }
      guard let first = numbers.first else { return 1 }
      return numbers.count > 1 && numbers[1] == 0 ? first + 1 : first
    }
    return (start(words.dropFirst().first), start(words.dropFirst(2).first))
  }

  /// Where two lines differ, in whole words; one stretch where the words are not the same number.
  private static func changes(from old: [UInt8], to new: [UInt8]) -> [Change] {
    var start = 0
    let most = min(old.count, new.count)
    while start < most, old[start] == new[start] { start += 1 }
    var behind = 0
    while behind < most - start, old[old.count - 1 - behind] == new[new.count - 1 - behind] {
      behind += 1
    }
    // What only comes, or only goes, between whole words is just that.
    let (oldEnd, newEnd) = (old.count - behind, new.count - behind)
    if start == oldEnd || start == newEnd, isBoundary(start, of: old), isBoundary(start, of: new),
      isBoundary(oldEnd, of: old), isBoundary(newEnd, of: new)
    {
      return [Change(old: start..<oldEnd, new: start..<newEnd)]
    }
    // To the ends of the words that the first and the last difference stand in.
    while start > 0, isWord(old[start - 1]) { start -= 1 }
    while behind > 0, isWord(old[old.count - behind]) { behind -= 1 }
    let whole = Change(old: start..<(old.count - behind), new: start..<(new.count - behind))
    guard whole.old.count <= longest, whole.new.count <= longest else { return [whole] }
    let (left, right) = (words(of: old, in: whole.old), words(of: new, in: whole.new))
    guard left.count == right.count else { return [whole] }
    return zip(left, right).filter { old[$0] != new[$1] }.map { Change(old: $0, new: $1) }
  }

  /// The most bytes that are compared word by word.
  private static let longest = 4000

  /// Whether no word goes on over a place.
  private static func isBoundary(_ place: Int, of line: [UInt8]) -> Bool {
    place == 0 || place == line.count || !isWord(line[place - 1]) || !isWord(line[place])
  }

  /// Words and the single characters between them.
  private static func words(of bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    for index in range {
      if let last = words.last, last.upperBound == index, isWord(bytes[index]),
        isWord(bytes[index - 1])
      {
        words[words.count - 1] = last.lowerBound..<(index + 1)
      } else {
        words.append(index..<(index + 1))
      }
    }
    return words
  }

  /// Whether a byte may stand in a token, or is part of another character than those of ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || Token.allows(Unicode.Scalar(byte))
  }
}

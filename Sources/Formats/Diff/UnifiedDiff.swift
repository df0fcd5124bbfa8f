import Values

/// The difference between two contents of a file, in the unified format that `patch` and people read.
///
/// Within a stretch of changed lines, an asset's old line stands right before its new one.
public struct UnifiedDiff: Equatable, Sendable {
  /// The lines, from `--- name` on; empty where nothing differs.
  public let lines: [Line]

  /// One line of a diff.
  public struct Line: Equatable, Sendable {
    /// What the line says.
    public var kind: Kind
    /// The bytes as they stand in the file, with the diff's own first character; no line end.
    public var bytes: [UInt8]

    /// What a line of a diff says.
    public enum Kind: Sendable {
      /// Which file: `---` and `+++`.
      case file
      /// Where in the file: `@@ -12,7 +12,7 @@`.
      case place
      /// A line that stays.
      case context
      /// A line that goes.
      case removed
      /// A line that comes.
      case added
    }

    /// The line made safe for a terminal; the first character stands as it is.
    public var text: String {
      VisibleText.of(bytes)
    }
  }

  /// Compares the contents of an edit's file before and after, with three lines of context.
  public init(_ edit: FileEdit) {
    var old = Lines(edit.before ?? [])
    var new = Lines(edit.after)
    old.marksMissingEnd = old.lacksEnd
    new.marksMissingEnd = new.lacksEnd
    let blocks = LineDiff(old: old.compared, new: new.compared).blocks
    guard !blocks.isEmpty else {
      lines = []
      return
    }
    let name = Array(VisibleText.of(edit.name).utf8)
    // A file outside the project is named by its path alone.
    let (before, after) = edit.name.isAbsolute ? ("", "") : ("a/", "b/")
    let oldName = edit.before == nil ? Array("/dev/null".utf8) : Array(before.utf8) + name
    var lines = [
      Line(kind: .file, bytes: Array("--- ".utf8) + oldName),
      Line(kind: .file, bytes: Array("+++ \(after)".utf8) + name),
    ]
    for hunk in UnifiedDiff.hunks(blocks) {
      UnifiedDiff.append(hunk, old, new, to: &lines)
    }
    self.lines = lines
  }

  /// The diff as text, each line ended.
  public var text: String {
    lines.map { $0.text + "\n" }.joined()
  }

  private static let context = 3

  /// Blocks whose context would touch share one hunk.
  private static func hunks(_ blocks: [LineDiff.Block]) -> [[LineDiff.Block]] {
    var hunks: [[LineDiff.Block]] = []
    for block in blocks {
      if let last = hunks.last?.last,
        block.old.lowerBound - last.old.upperBound <= 2 * context
      {
        hunks[hunks.count - 1].append(block)
      } else {
        hunks.append([block])
      }
    }
    return hunks
  }

  private static func append(
    _ hunk: [LineDiff.Block], _ old: Lines, _ new: Lines, to lines: inout [Line]
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let lead = min(context, first.old.lowerBound)
    let trail = min(context, old.all.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - lead)..<(last.old.upperBound + trail)
    let newRange = (first.new.lowerBound - lead)..<(last.new.upperBound + trail)
    lines.append(
      Line(
        kind: .place,
        bytes: Array("@@ -\(place(oldRange)) +\(place(newRange)) @@".utf8)))
    var next = oldRange.lowerBound
    for block in hunk {
      for index in next..<block.old.lowerBound { old.append(index, .context, to: &lines) }
      append(block, old, new, to: &lines)
      next = block.old.upperBound
    }
    for index in next..<oldRange.upperBound { old.append(index, .context, to: &lines) }
  }

  /// The old and new lines of a block; where both name members of one object, sorted by their keys,
  /// they are merged by key.
  private static func append(
    _ block: LineDiff.Block, _ old: Lines, _ new: Lines, to lines: inout [Line]
  ) {
    var (left, right) = (block.old.lowerBound, block.new.lowerBound)
    while left < block.old.upperBound, right < block.new.upperBound,
      let oldKey = old.key(left), let newKey = new.key(right)
    {
      if !newKey.lexicographicallyPrecedes(oldKey) {
        old.append(left, .removed, to: &lines)
        left += 1
      }
      if !oldKey.lexicographicallyPrecedes(newKey) {
        new.append(right, .added, to: &lines)
        right += 1
      }
    }
    for index in left..<block.old.upperBound { old.append(index, .removed, to: &lines) }
    for index in right..<block.new.upperBound { new.append(index, .added, to: &lines) }
  }

  /// `12,7`; a single line is `12`, no line `11,0` with the line before (POSIX `diff -u`).
  private static func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    case let count: "\(range.lowerBound + 1),\(count)"
    }
  }
}

/// A file's lines without their ends.
private struct Lines {
  let all: [ArraySlice<UInt8>]
  let lacksEnd: Bool
  var marksMissingEnd = false

  init(_ contents: [UInt8]) {
    var lines = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    lacksEnd = !contents.isEmpty && contents.last != UInt8(ascii: "\n")
    if !lacksEnd { lines.removeLast() }
    all = lines
  }

  /// The lines as they are compared: a last line without an end differs from one with it.
  var compared: [ArraySlice<UInt8>] {
    guard marksMissingEnd, let last = all.last else { return all }
    return all.dropLast() + [last + [UInt8(ascii: "\n")]]
  }

  func append(_ index: Int, _ kind: UnifiedDiff.Line.Kind, to lines: inout [UnifiedDiff.Line]) {
    let sign: UInt8
    switch kind {
    case .removed: sign = UInt8(ascii: "-")
    case .added: sign = UInt8(ascii: "+")
    default: sign = UInt8(ascii: " ")
    }
    lines.append(UnifiedDiff.Line(kind: kind, bytes: [sign] + all[index]))
    if lacksEnd && index == all.count - 1 {
      lines.append(
        UnifiedDiff.Line(kind: .context, bytes: Array("\\ No newline at end of file".utf8)))
    }
  }

  /// The key of a line of the form `  "key": value`, or nil.
  func key(_ index: Int) -> ArraySlice<UInt8>? {
    let text = all[index].drop { $0 == UInt8(ascii: " ") }
    guard text.first == UInt8(ascii: "\""), text.count > 2 else { return nil }
    var position = text.startIndex + 1
    while position < text.endIndex, text[position] != UInt8(ascii: "\"") {
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < text.endIndex else { return nil }
    return text[(text.startIndex + 1)..<position]
  }
}

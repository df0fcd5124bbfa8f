import AssetTUI
import Glibc
import Screen
import Testing

@testable import CursesTerminal

/// Whole screens in text files, with the style of each cell under them.
///
/// A file holds the rows, then a line `---- cursor ROW:COLUMN`, then the rows of style letters (see
/// `Style.letter`). Nothing here writes such a file: a failing test names a temporary file that holds
/// the screen as it is now, to be looked at and put in place by hand.
enum Golden {
  /// Compares a screen with the file of a name, byte for byte.
  static func expect(
    _ grid: Grid, _ name: String, at location: SourceLocation = #_sourceLocation
  ) {
    expect(text(of: grid), name, at: location)
  }

  /// Compares a screen of a terminal without colour with the file of a name; the letters under it say
  /// how a cell is drawn: `b` bold, `u` underlined, `r` in reverse, in upper case bold too.
  static func expectMonochrome(
    _ grid: Grid, _ name: String, at location: SourceLocation = #_sourceLocation
  ) {
    let looks = (0..<grid.size.rows).map { row in
      String((0..<grid.size.columns).map { letter(of: grid[row, $0].style) })
    }
    expect(text(of: grid, map: looks), name, at: location)
  }

  private static func letter(of style: Style) -> Character {
    let looks = Palette.none.look(of: style).attributes
    let isBold = looks & Palette.bold != 0
    let letter: Character =
      looks & Palette.reverse != 0 ? "r" : looks & Palette.underline != 0 ? "u" : "b"
    if looks == 0 { return "." }
    return isBold && letter != "b" ? Character(letter.uppercased()) : letter
  }

  private static func expect(_ actual: String, _ name: String, at location: SourceLocation) {
    let expected = read("\(folder)/\(name).golden") ?? ""
    guard actual != expected else { return }
    if Bless.golden(actual, "\(folder)/\(name).golden") { return }
    let place = writeAside(actual, name)
    let sides = SideBySide.text(expected: lines(expected), actual: lines(actual))
    Issue.record(
      Comment(rawValue: "\(name).golden differs; the screen as it is now: \(place)\n\(sides)"),
      sourceLocation: location)
  }

  /// The text that stands for a screen.
  static func text(of grid: Grid) -> String {
    text(of: grid, map: grid.styleLines)
  }

  private static func text(of grid: Grid, map: [String]) -> String {
    let cursor = grid.cursor.map { "\($0.row):\($0.column)" } ?? "none"
    let lines = grid.lines.map(\.withoutTrailingBlanks) + ["---- cursor \(cursor)"]
    return (lines + map).map { $0 + "\n" }.joined()
  }

  private static let folder = String(#filePath.dropLast("Golden.swift".count)) + "Golden"

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the screen as it is now to a temporary file.
  ///
  /// - Returns: the file's path, or why there is none.
  private static func writeAside(_ text: String, _ name: String) -> String {
    var template = Array("/tmp/assetbump-golden-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return "(no temporary folder)" }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let path = "\(folder)/\(name).golden"
    guard let file = fopen(path, "wb") else { return "(not written)" }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    _ = fwrite(bytes, 1, bytes.count, file)
    return path
  }
}

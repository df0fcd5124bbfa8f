import AssetTUI
import Glibc
import Screen
import Testing

@testable import CursesTerminal

/// Whole screens in text files, with the style of each cell under them.
///
/// A file holds the rows, then a line `---- cursor ROW:COLUMN`, then the rows of style letters (see
/// `Style.letter`). A failing test names a temporary file that holds the screen as it is now. Where
/// `ASSETBUMP_ACCEPT` is 1 the screen takes the place of the file and the test passes: read the diff
/// before you commit it.
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

  /// Compares a screen as a terminal of some colours shows it with the file of a name: a letter under
  /// each cell for how it is drawn, and what each letter stands for.
  static func expectLooks(
    _ grid: Grid, _ palette: Palette, _ name: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    var letters: [Look: Character] = [Look(): "."]
    var legend: [String] = []
    let rest = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let map = (0..<grid.size.rows).map { row in
      String(
        (0..<grid.size.columns).map { column -> Character in
          let look = palette.look(of: grid[row, column].style)
          if let letter = letters[look] { return letter }
          let letter = rest[(letters.count - 1) % rest.count]
          letters[look] = letter
          legend.append("\(letter) \(words(of: look))")
          return letter
        })
    }
    expect(text(of: grid, map: map + ["----"] + legend), name, at: location)
  }

  /// `214 on 236 bold`; a colour of the terminal's own is not named.
  private static func words(of look: Look) -> String {
    let attributes = [
      (Palette.bold, "bold"), (Palette.dim, "dim"), (Palette.underline, "underlined"),
      (Palette.reverse, "reverse"),
    ].filter { look.attributes & $0.0 != 0 }.map(\.1)
    let front = look.foreground < 0 ? [] : ["\(look.foreground)"]
    let back = look.background < 0 ? [] : ["on \(look.background)"]
    return (front + back + attributes).joined(separator: " ")
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
    if accepts, write(actual, to: "\(folder)/\(name).golden") { return }
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

  /// Whether screens that differ are written in place of the files.
  private static let accepts = getenv("ASSETBUMP_ACCEPT").map { String(cString: $0) } == "1"

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
    return write(text, to: path) ? path : "(not written)"
  }

  /// Writes a file; false where that fails.
  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let bytes = Array(text.utf8)
    let count = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && count == bytes.count
  }
}

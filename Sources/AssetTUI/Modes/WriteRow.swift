import Formats
import Planning
import Screen
import Site
import Values

/// A row of the write screen.
struct WriteRow: Equatable, Sendable {
  /// What it is about.
  var kind: Kind
  /// What stands before the text and never moves: the line's number and a sign, or blanks.
  var gutter = ""
  /// The text, in pieces.
  var parts: [StyledText] = []
  /// Whether `n` stops here.
  var beginsChange = false

  /// What a row is about.
  enum Kind: Equatable, Sendable {
    case note, file, old, new, record, more, diff
  }

  /// The columns of a gutter with a line's number.
  static let gutterColumns = 7

  /// The text as it is searched.
  var text: String { parts.map(\.text).joined() }
}

/// One character cell of a screen.
public struct Cell: Hashable, Sendable {
  /// The character that the cell shows; a continuation has a space.
  public let scalar: Unicode.Scalar
  /// The columns that the character takes: 1, 2, or 0 for the right half of a wide character.
  public let width: Int8
  /// How the cell looks.
  public var style: Style
  private var firstMark: UInt32 = 0
  private var secondMark: UInt32 = 0

  init(scalar: Unicode.Scalar, width: Int8, style: Style) {
    self.scalar = scalar
    self.width = width
    self.style = style
  }

  /// An empty cell.
  public static func blank(_ style: Style = .plain) -> Cell {
    Cell(scalar: " ", width: 1, style: style)
  }

  /// The right half of a wide character.
  static func continuation(_ style: Style) -> Cell {
    Cell(scalar: " ", width: 0, style: style)
  }

  /// Whether the cell is the right half of the wide character before it.
  public var isContinuation: Bool { width == 0 }

  /// The combining marks over the character, at most two.
  public var marks: [Unicode.Scalar] {
    [firstMark, secondMark].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }

  /// Whether there is a combining mark over the character.
  var hasMarks: Bool { firstMark != 0 }

  /// The values of the two marks, 0 for none: what a drawing loop reads without allocating.
  public var markValues: (UInt32, UInt32) { (firstMark, secondMark) }

  /// Adds a combining mark; a third one is dropped, since terminals disagree on piles of them.
  mutating func add(mark: Unicode.Scalar) {
    if firstMark == 0 {
      firstMark = mark.value
    } else if secondMark == 0 {
      secondMark = mark.value
    }
  }
}

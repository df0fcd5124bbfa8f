/// The value that an expression of a script has so far, with the references that stand in its text.
struct ScriptOperand {
  /// What the value is.
  enum Kind {
    /// A string.
    case text
    /// An array of what holds the references.
    case list
    /// An object whose members hold them.
    case members
    /// What a function made of texts.
    case result
  }

  /// What was read behind it.
  enum Access {
    case none
    /// A dot.
    case dot
    /// The name of a method that gives back what it was called on, or parts of it that are whole.
    case method
  }

  var kind = Kind.text
  var access = Access.none
  /// Whether it is a string that stands there itself: what `+` joins to it was read with it.
  var isDirect = false
  /// Whether the name of a type stands behind it, `x as string`.
  var isTyped = false
  /// The references that end where the text ends, as indices of what was found.
  var open: [Int] = []
  /// The others.
  var closed: [Int] = []

  var isEmpty: Bool { open.isEmpty && closed.isEmpty }

  /// Takes over the references of another value; the smaller list is moved, so that depth costs little.
  mutating func merge(_ other: ScriptOperand) {
    func merge(_ left: inout [Int], _ right: [Int]) {
      if left.count >= right.count {
        left += right
      } else {
        let rest = left
        left = right
        left += rest
      }
    }
    merge(&open, other.open)
    merge(&closed, other.closed)
  }
}

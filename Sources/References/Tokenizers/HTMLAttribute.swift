import Values

/// An attribute of an element.
struct HTMLAttribute {
  let name: Range<Int>
  let value: Range<Int>
  /// Whether the text ends before the value does.
  let isOpen: Bool
}

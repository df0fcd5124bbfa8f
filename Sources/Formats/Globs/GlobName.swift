/// What a glob has between two slashes.
struct GlobName: Equatable, Sendable {
  let elements: [GlobElement]
  /// The byte that every name of the pattern begins with, and the one that it ends with.
  ///
  /// Nil where there is none; most names differ in one of them.
  private let first: UInt8?
  private let last: UInt8?

  init(_ elements: [GlobElement]) {
    self.elements = elements
    first = elements.first?.onlyByte
    last = elements.last?.onlyByte
  }

  /// Whether a whole name matches.
  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    if let first, name.first != first { return false }
    if let last, name.last != last { return false }
    return GlobElement.match(elements, name)
  }
}

extension GlobElement {
  /// The byte that the element stands for; nil where it can stand for others.
  fileprivate var onlyByte: UInt8? {
    if case .byte(let byte) = self { byte } else { nil }
  }
}

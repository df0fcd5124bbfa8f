import Values

/// The paths that the parts of a target can name, each hole standing for any bytes.
struct TargetPattern {
  /// What every such path begins with.
  let prefix: [UInt8]
  /// The literals behind a hole, in order.
  private let others: [[UInt8]]
  /// Whether the last literal ends the path.
  private let isClosed: Bool

  init(_ parts: [TargetPart]) {
    var literals = parts.joined.map { part -> [UInt8]? in
      if case .literal(let text) = part { text } else { nil }
    }
    prefix = literals.first.flatMap(\.self) ?? []
    if literals.first != .some(nil), !literals.isEmpty { literals.removeFirst() }
    isClosed = literals.last != .some(nil)
    others = literals.compactMap(\.self)
  }

  /// Whether a path that begins with the prefix is one of them: each literal is taken at its first
  /// place behind the one before.
  func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = prefix.count
    guard let last = others.last else { return isClosed ? place == path.count : true }
    for literal in isClosed ? others.dropLast() : others[...] {
      let found = literal.withUnsafeBufferPointer {
        ByteSearch.firstIndex(of: $0, in: path, from: place)
      }
      guard let found else { return false }
      place = found + literal.count
    }
    return !isClosed
      || path.count - place >= last.count && path.suffix(last.count).elementsEqual(last)
  }
}

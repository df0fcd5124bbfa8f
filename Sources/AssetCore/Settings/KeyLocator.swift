/// Where the keys of a TOML text stand, which TOMLKit does not tell.
struct KeyLocator {
  /// The greatest nesting of brackets, and the greatest number of parts in one key.
  ///
  /// No settings come near. TOMLKit itself refuses 256 nested values, but not long dotted keys, on
  /// whose tables it would recurse until the stack is used up.
  static let depthLimit = 64

  private let text: [UInt8]
  private var lineStarts = [0]
  private var nodes = [Node(parent: 0, offset: nil)]
  private var escapedZeros: [(node: Int, offset: Int)] = []

  /// A key or an item: where it stands, and what stands below it.
  private struct Node {
    var parent: Int
    var offset: Int?
    var keys: [[UInt8]: Int] = [:]
    var items: [Int] = []
  }

  /// Reads a text of UTF-8 without a byte order mark.
  ///
  /// - Throws: what is no TOML in its structure. TOMLKit must not see such a text: on `a = [}` and
  ///   its like it ends the program by an assertion (toml++ 3.4.0, parse_value and parse_key).
  init(_ text: [UInt8]) throws(KeyScanner.Failure) {
    self.text = text
    for (offset, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
      lineStarts.append(offset + 1)
    }
    var scanner = KeyScanner(text)
    try scanner.scan(into: &self)
  }

  /// Where a key or item stands; where it does not, the nearest thing around it that does.
  func position(of path: TOMLPath) -> TextPosition {
    position(at: offset(of: path))
  }

  /// The line of a byte, from 1.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where a key or item stands, in bytes; where it does not, the nearest thing around it that does.
  func offset(of path: TOMLPath) -> Int {
    var node = 0
    var offset = 0
    for step in path.steps {
      guard let next = child(of: node, step) else { break }
      node = next
      offset = nodes[node].offset ?? offset
    }
    return offset
  }

  /// Where an escaped NUL (`\u0000`) stands in a string below a path, or nil.
  ///
  /// TOMLKit hands out C strings, which end there: the rest would be lost without a word.
  func escapedZero(below path: TOMLPath) -> TextPosition? {
    var top = 0
    for step in path.steps {
      guard let next = child(of: top, step) else { return nil }
      top = next
    }
    let found = escapedZeros.first { zero in
      var node = zero.node
      while node != top, node != 0 { node = nodes[node].parent }
      return node == top
    }
    return found.map { position(at: $0.offset) }
  }

  private func child(of node: Int, _ step: TOMLPath.Step) -> Int? {
    switch step {
    case .key(let name): return nodes[node].keys[Array(name.utf8)]
    case .index(let index):
      return nodes[node].items.indices.contains(index) ? nodes[node].items[index] : nil
    }
  }

  private func position(at offset: Int) -> TextPosition {
    TextPosition(of: offset, in: text)
  }

  // MARK: - What the scanner tells

  /// The node of the whole text.
  static let top = 0

  /// The node of a key in a table, made where there is none; in a list of tables that of its last.
  mutating func enter(_ key: KeyScanner.Key, in table: Int) -> Int {
    let table = nodes[table].items.last ?? table
    if let known = nodes[table].keys[key.name] { return known }
    let node = add(below: table, at: key.offset)
    nodes[table].keys[key.name] = node
    if let zero = key.escapedZero { escapedZeros.append((node, zero)) }
    return node
  }

  /// The node of a new item at the end of a list.
  mutating func addItem(to list: Int, at offset: Int) -> Int {
    let node = add(below: list, at: offset)
    nodes[list].items.append(node)
    return node
  }

  /// Says that a header speaks of a table that so far was known only by what lies in it.
  mutating func declare(_ table: Int, at offset: Int) {
    nodes[table].offset = offset
  }

  /// Notes an escaped NUL in the string that is a node's value.
  mutating func noteZero(in node: Int, at offset: Int) {
    escapedZeros.append((node, offset))
  }

  private mutating func add(below parent: Int, at offset: Int) -> Int {
    nodes.append(Node(parent: parent, offset: offset))
    return nodes.count - 1
  }
}

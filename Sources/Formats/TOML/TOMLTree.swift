import Values

/// The values of a TOML text, each with the place of its key.
package struct TOMLTree {
  /// The greatest nesting of brackets, and the greatest number of parts in one key; no settings come
  /// near.
  package static let depthLimit = 64

  private let text: [UInt8]
  private var lineStarts = [0]
  private var nodes = [Node(parent: 0, offset: nil, value: .table)]
  private var escapedZeros: [(node: Int, offset: Int)] = []
  /// The tables that dotted keys made below the last header.
  private var dotted: [Int] = []

  /// A value: where its key stands, and what lies in it.
  private struct Node {
    var parent: Int
    var offset: Int?
    var value: TOMLValue
    /// Whether a header, or a section's dotted keys, said all that is in it.
    var isDefined = false
    /// Whether it was written between brackets, so that nothing can be added.
    var isClosed = false
    var keys: [[UInt8]: Int] = [:]
    var items: [Int] = []
  }

  /// The node of the whole text.
  package static let top = 0

  /// Reads a text of UTF-8 without a byte order mark.
  ///
  /// - Throws: what is no TOML, and where.
  package init(_ text: [UInt8]) throws(TOMLReader.Failure) {
    self.text = text
    for (offset, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
      lineStarts.append(offset + 1)
    }
    var reader = TOMLReader(text)
    try reader.read(into: &self)
  }

  // MARK: - Values

  /// The value of a node.
  package func value(of node: Int) -> TOMLValue { nodes[node].value }

  /// The node of a key in a table; nil where there is none.
  package func node(of key: String, in table: Int) -> Int? { nodes[table].keys[Array(key.utf8)] }

  /// The keys of a table in the order of the text.
  package func keys(of table: Int) -> [String] {
    nodes[table].keys.map { (name: $0.key, offset: nodes[$0.value].offset ?? 0) }
      .sorted { $0.offset < $1.offset }
      .map { String(decoding: $0.name, as: UTF8.self) }
  }

  /// The nodes of a list's items.
  package func items(of list: Int) -> [Int] { nodes[list].items }

  // MARK: - Places

  /// Where a key or item stands; where it does not, the nearest thing around it that does.
  package func position(of path: TOMLPath) -> TextPosition {
    TextPosition(of: offset(of: path), in: text)
  }

  /// The line of a byte, from 1.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where a key or item stands, in bytes; where it does not, the nearest thing around it that does.
  package func offset(of path: TOMLPath) -> Int {
    var node = Self.top
    var offset = 0
    for step in path.steps {
      guard let next = child(of: node, step) else { break }
      node = next
      offset = nodes[node].offset ?? offset
    }
    return offset
  }

  /// Where an escaped NUL (`\u0000`) stands in a string below a path, or nil: no path or name can hold
  /// one.
  package func escapedZero(below path: TOMLPath) -> TextPosition? {
    var top = Self.top
    for step in path.steps {
      guard let next = child(of: top, step) else { return nil }
      top = next
    }
    let found = escapedZeros.first { zero in
      var node = zero.node
      while node != top, node != Self.top { node = nodes[node].parent }
      return node == top
    }
    return found.map { TextPosition(of: $0.offset, in: text) }
  }

  private func child(of node: Int, _ step: TOMLPath.Step) -> Int? {
    switch step {
    case .key(let name): return nodes[node].keys[Array(name.utf8)]
    case .index(let index):
      return nodes[node].items.indices.contains(index) ? nodes[node].items[index] : nil
    }
  }
}

// What the reader tells, in the order of the text.
extension TOMLTree {
  /// The table that `[a.b]` speaks of.
  mutating func table(_ keys: [TOMLReader.Key]) throws(TOMLReader.Failure) -> Int {
    closeSection()
    let (parent, last) = try parent(of: keys)
    guard let known = nodes[parent].keys[last.name] else {
      let node = add(last, to: parent, .table)
      nodes[node].isDefined = true
      return node
    }
    guard nodes[known].value == .table, !nodes[known].isDefined, !nodes[known].isClosed else {
      throw taken(last, by: known)
    }
    nodes[known].isDefined = true
    nodes[known].offset = last.offset
    return known
  }

  /// A new table at the end of the list that `[[a.b]]` speaks of.
  mutating func listedTable(_ keys: [TOMLReader.Key]) throws(TOMLReader.Failure) -> Int {
    closeSection()
    let (parent, last) = try parent(of: keys)
    let known = nodes[parent].keys[last.name]
    if let known, nodes[known].value != .list || nodes[known].isClosed {
      throw taken(last, by: known)
    }
    let list = known ?? add(last, to: parent, .list)
    return addItem(.table, to: list, at: last.offset)
  }

  /// The place of a new value in a table, for `a.b = …`.
  mutating func entry(_ keys: [TOMLReader.Key], in table: Int) throws(TOMLReader.Failure) -> Int {
    var table = table
    for key in keys.dropLast() {
      guard let known = nodes[table].keys[key.name] else {
        table = add(key, to: table, .table)
        dotted.append(table)
        continue
      }
      guard nodes[known].value == .table, !nodes[known].isDefined, !nodes[known].isClosed else {
        throw taken(key, by: known)
      }
      dotted.append(known)
      table = known
    }
    let last = keys[keys.count - 1]
    if let known = nodes[table].keys[last.name] { throw taken(last, by: known) }
    return add(last, to: table, .table)
  }

  /// A new item at the end of a list.
  mutating func addItem(_ value: TOMLValue, to list: Int, at offset: Int) -> Int {
    nodes.append(Node(parent: list, offset: offset, value: value))
    nodes[list].items.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// Gives a node its value; what stands between brackets is closed with it.
  mutating func set(_ value: TOMLValue, of node: Int) {
    nodes[node].value = value
    nodes[node].isClosed = true
  }

  /// Opens a node for what stands between its brackets.
  mutating func open(_ value: TOMLValue, of node: Int) {
    nodes[node].value = value
  }

  /// Notes an escaped NUL in the string that is a node's value.
  mutating func noteZero(in node: Int, at offset: Int) {
    escapedZeros.append((node, offset))
  }

  /// The table that all keys of a header but the last lead to; lists of tables stand for their last.
  private mutating func parent(
    of keys: [TOMLReader.Key]
  ) throws(TOMLReader.Failure) -> (Int, TOMLReader.Key) {
    var table = Self.top
    for key in keys.dropLast() {
      guard let known = nodes[table].keys[key.name] else {
        table = add(key, to: table, .table)
        continue
      }
      let isList = nodes[known].value == .list
      guard isList || nodes[known].value == .table, !nodes[known].isClosed else {
        throw taken(key, by: known)
      }
      table = isList ? nodes[known].items.last ?? known : known
    }
    return (table, keys[keys.count - 1])
  }

  /// A section's dotted keys define their tables for good: no later section adds to them.
  private mutating func closeSection() {
    for table in dotted { nodes[table].isDefined = true }
    dotted.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ key: TOMLReader.Key, to table: Int, _ value: TOMLValue) -> Int {
    nodes.append(Node(parent: table, offset: key.offset, value: value))
    nodes[table].keys[key.name] = nodes.count - 1
    if let zero = key.escapedZero { escapedZeros.append((nodes.count - 1, zero)) }
    return nodes.count - 1
  }

  private func taken(_ key: TOMLReader.Key, by node: Int) -> TOMLReader.Failure {
    let name = VisibleText.quoted(String(decoding: key.name, as: UTF8.self))
    let line = line(at: nodes[node].offset ?? 0)
    return TOMLReader.Failure(
      fault: .notTOML("\(name) is there already, on line \(line)"), offset: key.offset)
  }
}

import Values

/// The records of one root, sorted by the bytes of their paths, in parallel arrays.
///
/// A record as the program makes it costs its path and some 45 bytes: a token that its strategy made
/// is not kept as text, for it follows from the digest or the day; a history, and members that this
/// version does not know, cost only those that have them.
package struct RecordTable: Equatable, Sendable {
  /// The paths.
  private(set) var paths = ByteList()
  private(set) var digests: [Digest] = []
  private(set) var forms: [UInt8] = []
  private(set) var days: [UInt32] = []
  private(set) var strategies: [UInt8] = []
  var spelled: [UInt32: Token] = [:]
  var histories = ByteList()
  var historyRows: [UInt32] = []
  private(set) var odd: [UInt32: Odd] = [:]

  /// What only members unknown to this version bring.
  struct Odd: Equatable {
    var previous: [PreviousToken]
    var unknown: [UnknownMember]
  }

  /// How a token is kept: 1 to 64 are so many hex digits of the digest.
  private enum Form {
    static let day: UInt8 = 128
    static let spelled: UInt8 = 255
  }

  /// Makes a table without records.
  package init() {}

  /// Makes a table of packed records that have neither a history nor a token spelled out yet.
  init(
    paths: ByteList, digests: [Digest], forms: [UInt8], days: [UInt32], strategies: [UInt8]
  ) {
    self.paths = paths
    self.digests = digests
    self.forms = forms
    self.days = days
    self.strategies = strategies
  }

  /// Makes a table of records by path.
  init(_ records: [BytePath: Record]) {
    for (path, record) in records.sorted(by: { $0.key < $1.key }) {
      append(record, at: path.bytes[...])
    }
  }

  /// The number of records.
  package var count: Int { forms.count }

  /// The row of a path.
  func row(of path: BytePath) -> Int? {
    paths.row(of: path.bytes)
  }

  /// The record at a path.
  subscript(path: BytePath) -> Record? {
    row(of: path).map { record(at: $0) }
  }

  /// The digest of a row's record.
  func digest(at row: Int) -> Digest {
    digests[row]
  }

  /// The strategy that a row's record has of its own.
  func strategy(at row: Int) -> Strategy? {
    Strategy(code: strategies[row])
  }

  /// Whether a record has the strategy manual.
  var hasManual: Bool {
    strategies.contains(Strategy.code(of: .manual))
  }

  /// The token of a row's record.
  func token(at row: Int) -> Token {
    switch forms[row] {
    case Form.day: Token(trusted: CalendarDay(packed: days[row]).compact)
    case Form.spelled: spelled[UInt32(row)] ?? Token(trusted: "")
    case let count: Token(trusted: String(digests[row].hex.prefix(Int(count))))
    }
  }

  /// The whole record of a row.
  func record(at row: Int) -> Record {
    let odd = odd.isEmpty ? nil : odd[UInt32(row)]
    return Record(
      token: token(at: row), strategy: strategy(at: row), digest: digests[row],
      bumped: CalendarDay(packed: days[row]), previous: odd?.previous ?? history(at: row),
      unknown: odd?.unknown ?? [])
  }

  /// Adds a record; its path is greater than all before, or ``sorted()`` puts it in its place.
  mutating func append(_ record: Record, at path: ArraySlice<UInt8>) {
    let row = UInt32(count)
    paths.append(path)
    add(record.token, record.digest, record.bumped, record.strategy)
    if !record.unknown.isEmpty || record.previous.contains(where: { !$0.unknown.isEmpty }) {
      odd[row] = Odd(previous: record.previous, unknown: record.unknown)
    } else if !record.previous.isEmpty {
      histories.append(RecordTable.bytes(of: record.previous))
      historyRows.append(row)
    }
  }

  /// Adds a record without history, whose path is greater than all before.
  ///
  /// - Parameter path: nil where ``takePaths(of:)`` is to bring the paths of all records.
  mutating func append(
    _ token: UnsafeBufferPointer<UInt8>, _ digest: Digest, _ day: CalendarDay,
    _ strategy: Strategy?, at path: UnsafeBufferPointer<UInt8>?
  ) {
    if let path { paths.append(path) }
    add(Token(trusted: String(decoding: token, as: UTF8.self)), digest, day, strategy)
  }

  /// Adds a record without history whose token is so many digits of its digest, and whose path is greater
  /// than all before.
  ///
  /// - Parameter path: nil where ``takePaths(of:)`` is to bring the paths of all records.
  mutating func append(
    hexDigits count: Int, of digest: Digest, _ day: CalendarDay, _ strategy: Strategy?,
    at path: UnsafeBufferPointer<UInt8>?
  ) {
    if let path { paths.append(path) }
    add(form: UInt8(count), digest, day, strategy)
  }

  private mutating func add(
    _ token: Token, _ digest: Digest, _ day: CalendarDay, _ strategy: Strategy?
  ) {
    let form: UInt8
    if digest.hasPrefix(token.text) {
      form = UInt8(token.text.utf8.count)
    } else if token.text == day.compact {
      form = Form.day
    } else {
      form = Form.spelled
      spelled[UInt32(count)] = token
    }
    add(form: form, digest, day, strategy)
  }

  private mutating func add(
    form: UInt8, _ digest: Digest, _ day: CalendarDay, _ strategy: Strategy?
  ) {
    digests.append(digest)
    days.append(day.packed)
    strategies.append(Strategy.code(of: strategy))
    forms.append(form)
  }

  /// The same with the rows in the order of the paths.
  func sorted() -> RecordTable {
    let isSorted = (1..<max(1, count)).allSatisfy { paths.compare($0 - 1, to: paths, $0) < 0 }
    if isSorted { return self }
    var table = RecordTable()
    for row in (0..<count).sorted(by: { paths.compare($0, to: paths, $1) < 0 }) {
      table.append(record(at: row), at: paths[row])
    }
    return table
  }

  /// The same with other records at some paths, nil taking a record away; the paths are sorted.
  package func replacing(_ changes: [(path: BytePath, record: Record?)]) -> RecordTable {
    var table = RecordTable()
    var row = 0
    for change in changes {
      change.path.bytes.withUnsafeBufferPointer { path in
        while row < count, paths.compare(row, to: path) < 0 {
          table.append(record(at: row), at: paths[row])
          row += 1
        }
        if row < count, paths.compare(row, to: path) == 0 { row += 1 }
      }
      if let record = change.record { table.append(record, at: change.path.bytes[...]) }
    }
    while row < count {
      table.append(record(at: row), at: paths[row])
      row += 1
    }
    return table
  }

  /// Holds the paths and digests of a tree in place of its own, where they are the same.
  mutating func share(with tree: KnownTree) {
    guard tree.paths == paths else { return }
    paths = tree.paths
    if tree.digests == digests { digests = tree.digests }
  }

  /// Takes the first of a list's paths for the records that were added without: as many as they are.
  mutating func takePaths(of list: ByteList) {
    guard count < list.count else { return paths = list }
    paths = ByteList()
    paths.append(rows: 0..<count, of: list)
  }

  /// Sets aside room for so many records, but not for their paths.
  mutating func reserve(_ count: Int) {
    digests.reserveCapacity(count)
    forms.reserveCapacity(count)
    days.reserveCapacity(count)
    strategies.reserveCapacity(count)
  }

  /// Gives back the room that was set aside for more records.
  mutating func trim() {
    paths.trim()
    digests = digests.trimmed()
    forms = forms.trimmed()
    days = days.trimmed()
    strategies = strategies.trimmed()
  }

  /// Every record by its path.
  var dictionary: [BytePath: Record] {
    var records = [BytePath: Record](minimumCapacity: count)
    for row in 0..<count { records[paths.path(at: row)] = record(at: row) }
    return records
  }
}

// Histories: of each token its length, its characters and the 32 bytes of its digest.
extension RecordTable {
  private static func bytes(of history: [PreviousToken]) -> [UInt8] {
    history.flatMap { entry in
      [UInt8(entry.token.text.utf8.count)] + entry.token.text.utf8 + entry.digest.bytes
    }
  }

  private func history(at row: Int) -> [PreviousToken] {
    guard let place = historyRows.place(of: UInt32(row)) else { return [] }
    var rest = histories[place]
    var history: [PreviousToken] = []
    while let length = rest.popFirst() {
      let text = String(decoding: rest.prefix(Int(length)), as: UTF8.self)
      rest = rest.dropFirst(Int(length))
      guard let digest = Digest(bytes: rest.prefix(Digest.byteCount)) else { break }
      rest = rest.dropFirst(Digest.byteCount)
      history.append(PreviousToken(token: Token(trusted: text), digest: digest))
    }
    return history
  }
}

extension [UInt32] {
  /// The place of a number among sorted ones, found by halving.
  fileprivate func place(of wanted: UInt32) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == wanted ? low : nil
  }
}

extension Strategy {
  /// A number that stands for a strategy, or for none.
  package static func code(of strategy: Strategy?) -> UInt8 {
    switch strategy {
    case nil: 0
    case .date: 1
    case .hash: 2
    case .manual: 3
    case .count: 4
    }
  }

  /// The strategy that such a number stands for.
  package init?(code: UInt8) {
    switch code {
    case 1: self = .date
    case 2: self = .hash
    case 3: self = .manual
    case 4: self = .count
    default: return nil
    }
  }
}

import TOMLKit

/// A value in a settings file that knows where it stands, so that what is wrong with it can be said.
struct TOMLNode {
  /// The way to the value.
  let path: TOMLPath
  /// The value.
  let value: TOMLValue
  /// The text it stands in.
  let document: TOMLDocument

  /// Where the value's key stands.
  var place: SettingsPlace { document.place(of: path) }

  /// The value of a key in this table; nil where the key is not there or this is no table.
  func child(_ key: String) -> TOMLNode? {
    guard let found = value.table?[key]?.tomlValue else { return nil }
    return TOMLNode(path: path.key(key), value: found, document: document)
  }

  /// The keys of this table in the order of the text.
  ///
  /// - Parameter known: the keys there may be; any other is an error.
  func keys(known: SettingsKeys) throws(SettingsError) -> [String] {
    let keys = try keys()
    guard let unknown = keys.first(where: { !known.names.contains($0) }) else { return keys }
    let wrong = path.key(unknown)
    throw .unknownKey(
      document.place(of: wrong), key: "\(wrong)", near: known.near(unknown, in: path),
      known: known.names)
  }

  /// The keys of this table, whatever they are, in the order of the text.
  func keys() throws(SettingsError) -> [String] {
    guard let table = value.table else { throw isNot(.table) }
    return table.keys
      .map { (key: $0, offset: document.offset(of: path.key($0))) }
      .sorted { $0.offset < $1.offset }
      .map(\.key)
  }

  /// The string that the value is.
  func string() throws(SettingsError) -> String {
    guard let string = value.string else { throw isNot(.string) }
    return string
  }

  /// The truth value that the value is.
  func truth() throws(SettingsError) -> Bool {
    guard let truth = value.bool else { throw isNot(.truth) }
    return truth
  }

  /// The whole number that the value is.
  func number(in range: ClosedRange<Int>) throws(SettingsError) -> Int {
    guard let number = value.int, range.contains(number) else { throw isNot(.number(range)) }
    return number
  }

  /// The strings of the list that the value is, each with its place.
  func strings() throws(SettingsError) -> [TOMLNode] {
    guard value.array != nil else { throw isNot(.strings) }
    let items = items
    for item in items where item.value.string == nil { throw item.isNot(.string) }
    return items
  }

  /// The string that the value is, or those of the list.
  func stringOrStrings() throws(SettingsError) -> [TOMLNode] {
    if value.string != nil { return [self] }
    guard value.array != nil else { throw isNot(.stringOrStrings) }
    return try strings()
  }

  /// The tables of the list that the value is.
  func tables() throws(SettingsError) -> [TOMLNode] {
    guard value.array != nil else { throw isNot(.tables) }
    let items = items
    for item in items where item.value.table == nil { throw item.isNot(.table) }
    return items
  }

  /// The case of an enumeration whose word the value is.
  func word<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) throws(SettingsError)
    -> Word
  {
    let written = try string()
    if let word = Word(rawValue: written) { return word }
    let words = Word.allCases.map(\.rawValue)
    throw .wrongWord(
      place, key: "\(path)", found: written, words: words,
      near: Spelling.nearest(to: written, of: words))
  }

  /// The error that the value is a text that cannot serve.
  func fault(_ fault: SettingsFault) -> SettingsError {
    .badText(
      place, key: "\(path)", found: value.string ?? value.int.map { "\($0)" } ?? "", fault: fault)
  }

  /// The error that the value is not what it has to be.
  func isNot(_ expected: SettingsType) -> SettingsError {
    .wrongType(place, key: "\(path)", found: shown, expected: expected)
  }

  private var items: [TOMLNode] {
    guard let array = value.array else { return [] }
    return (0..<array.count).map {
      TOMLNode(path: path.index($0), value: array[$0].tomlValue, document: document)
    }
  }

  private var shown: String {
    switch value.type {
    case .string: SettingsError.quoted(value.string ?? "")
    case .int: value.int.map { "\($0)" } ?? "a number"
    case .double: value.double.map { "\($0)" } ?? "a number"
    case .bool: value.bool.map { "\($0)" } ?? "a truth value"
    case .table: "a table"
    case .array: "a list"
    case .date, .time, .dateTime: "a date or time"
    }
  }
}

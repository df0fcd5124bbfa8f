import Formats
import Values

/// A value in a settings file that knows where it stands, so that what is wrong with it can be said.
struct TOMLNode {
  /// The way to the value.
  let path: TOMLPath
  /// The value's place in the document's tree.
  let node: Int
  /// The text it stands in.
  let document: TOMLDocument

  /// The value.
  var value: TOMLValue { document.tree.value(of: node) }

  /// Where the value's key stands.
  var place: SettingsPlace { document.place(of: path) }

  /// The value of a key in this table; nil where the key is not there or this is no table.
  func child(_ key: String) -> TOMLNode? {
    document.tree.node(of: key, in: node).map {
      TOMLNode(path: path.key(key), node: $0, document: document)
    }
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
    guard value == .table else { throw isNot(.table) }
    return document.tree.keys(of: node)
  }

  /// The string that the value is.
  func string() throws(SettingsError) -> String {
    guard case .string(let string) = value else { throw isNot(.string) }
    return string
  }

  /// The truth value that the value is.
  func truth() throws(SettingsError) -> Bool {
    guard case .truth(let truth) = value else { throw isNot(.truth) }
    return truth
  }

  /// The whole number that the value is.
  func number(in range: ClosedRange<Int>) throws(SettingsError) -> Int {
    guard case .integer(let number) = value, range.contains(number) else {
      throw isNot(.number(range))
    }
    return number
  }

  /// The strings of the list that the value is, each with its place.
  func strings() throws(SettingsError) -> [TOMLNode] {
    guard value == .list else { throw isNot(.strings) }
    let items = items
    for item in items where item.text == nil { throw item.isNot(.string) }
    return items
  }

  /// The string that the value is, or those of the list.
  func stringOrStrings() throws(SettingsError) -> [TOMLNode] {
    if text != nil { return [self] }
    guard value == .list else { throw isNot(.stringOrStrings) }
    return try strings()
  }

  /// The tables of the list that the value is.
  func tables() throws(SettingsError) -> [TOMLNode] {
    guard value == .list else { throw isNot(.tables) }
    let items = items
    for item in items where item.value != .table { throw item.isNot(.table) }
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
    let found =
      switch value {
      case .string(let text): text
      case .integer(let number): "\(number)"
      default: ""
      }
    return .badText(place, key: "\(path)", found: found, fault: fault)
  }

  /// The error that the value is not what it has to be.
  func isNot(_ expected: SettingsType) -> SettingsError {
    .wrongType(place, key: "\(path)", found: shown, expected: expected)
  }

  /// The string that the value is, or nil.
  private var text: String? {
    if case .string(let text) = value { text } else { nil }
  }

  private var items: [TOMLNode] {
    document.tree.items(of: node).enumerated().map { index, item in
      TOMLNode(path: path.index(index), node: item, document: document)
    }
  }

  private var shown: String {
    switch value {
    case .string(let text): VisibleText.quoted(text)
    case .integer(let number): "\(number)"
    case .float(let number): "\(number)"
    case .truth(let truth): "\(truth)"
    case .table: "a table"
    case .list: "a list"
    case .moment: "a date or time"
    }
  }
}

import Formats
import Values

/// Reads the text of a ``Recovery``.
struct RecoveryParser {
  var reader: JSONReader<RecoveryFault>

  mutating func recovery() throws(RecoveryFault) -> Recovery {
    var project: BytePath?
    var choices: Choices?
    var isKnown = false
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      switch String(decoding: key, as: UTF8.self) {
      case "format":
        let format = try reader.number()
        isKnown = format.elementsEqual("1".utf8) || format.elementsEqual("2".utf8)
      case "project": project = try path()
      case "choices": choices = try self.choices()
      default: try reader.skipValue()
      }
    }
    try reader.end()
    guard isKnown, let project, let choices else { throw RecoveryFault() }
    return Recovery(project: project, choices: choices)
  }

  private mutating func choices() throws(RecoveryFault) -> Choices {
    var choices: [AssetID: Choice] = [:]
    var elements = try reader.beginArray()
    while try reader.nextElement(&elements) {
      let group = try self.group()
      for path in group.paths { choices[AssetID(root: group.root, path: path)] = group.choice }
    }
    return Choices(choices)
  }

  /// A choice and the assets that have it: of format 1 one, of which the path is in hex.
  private mutating func group() throws(RecoveryFault) -> (
    root: String, choice: Choice, paths: [BytePath]
  ) {
    var texts: [String: String] = [:]
    var paths: [BytePath]?
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      let name = String(decoding: key, as: UTF8.self)
      switch try reader.kind() {
      case .string where name == "path": paths = [try path()]
      case .string: texts[name] = String(decoding: try reader.string(), as: UTF8.self)
      case .array where name == "paths": paths = try self.paths()
      default: try reader.skipValue()
      }
    }
    guard let root = texts["root"], let paths else { throw RecoveryFault() }
    let strategy = texts["strategy"].flatMap(Strategy.init(rawValue:))
    let bump: Choice.Bump
    switch (texts["bump"], texts["token"].flatMap { try? Token($0) }) {
    case ("keep", _): bump = .keep
    case ("next", _): bump = .next
    case ("typed", let token?): bump = .typed(token)
    default: throw RecoveryFault()
    }
    return (root, Choice(strategy: strategy, bump: bump), paths)
  }

  /// Paths as text; one that is not UTF-8 in hex, in brackets of its own.
  private mutating func paths() throws(RecoveryFault) -> [BytePath] {
    var paths: [BytePath] = []
    var elements = try reader.beginArray()
    while try reader.nextElement(&elements) {
      if try reader.kind() == .string {
        paths.append(BytePath(bytes: Array(try reader.string())))
        continue
      }
      var inner = try reader.beginArray()
      guard try reader.nextElement(&inner) else { throw RecoveryFault() }
      paths.append(try path())
      if try reader.nextElement(&inner) { throw RecoveryFault() }
    }
    return paths
  }

  private mutating func path() throws(RecoveryFault) -> BytePath {
    let text = String(decoding: try reader.string(), as: UTF8.self)
    guard let bytes = HexText.bytes(text) else { throw RecoveryFault() }
    return BytePath(bytes: bytes)
  }
}

/// A recovery's text is not one; where and why does not matter, for nobody wrote it by hand.
struct RecoveryFault: JSONFailure {
  init(_ problem: JSONProblem, at offset: Int) {}

  init() {}
}

/// Reads the text of a ``Recovery``.
struct RecoveryParser {
  var reader: JSONReader<RecoveryFault>

  mutating func recovery() throws(RecoveryFault) -> Recovery {
    var project: BytePath?
    var choices: [AssetID: Choice]?
    var isKnown = false
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      switch String(decoding: key, as: UTF8.self) {
      case "format": isKnown = try reader.number().elementsEqual("1".utf8)
      case "project": project = try path()
      case "choices": choices = try self.choices()
      default: try reader.skipValue()
      }
    }
    try reader.end()
    guard isKnown, let project, let choices else { throw RecoveryFault() }
    return Recovery(project: project, choices: choices)
  }

  private mutating func choices() throws(RecoveryFault) -> [AssetID: Choice] {
    var choices: [AssetID: Choice] = [:]
    var elements = try reader.beginArray()
    while try reader.nextElement(&elements) {
      let (id, choice) = try self.choice()
      choices[id] = choice
    }
    return choices
  }

  private mutating func choice() throws(RecoveryFault) -> (AssetID, Choice) {
    var texts: [String: String] = [:]
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      let name = String(decoding: key, as: UTF8.self)
      if try reader.kind() == .string {
        texts[name] = String(decoding: try reader.string(), as: UTF8.self)
      } else {
        try reader.skipValue()
      }
    }
    guard let root = texts["root"], let path = texts["path"].flatMap(HexText.bytes) else {
      throw RecoveryFault()
    }
    let strategy = texts["strategy"].flatMap(Strategy.init(rawValue:))
    let bump: Choice.Bump
    switch (texts["bump"], texts["token"].flatMap { try? Token($0) }) {
    case ("keep", _): bump = .keep
    case ("next", _): bump = .next
    case ("typed", let token?): bump = .typed(token)
    default: throw RecoveryFault()
    }
    return (
      AssetID(root: root, path: BytePath(bytes: path)), Choice(strategy: strategy, bump: bump)
    )
  }

  private mutating func path() throws(RecoveryFault) -> BytePath {
    let text = String(decoding: try reader.string(), as: UTF8.self)
    guard let bytes = HexText.bytes(text) else { throw RecoveryFault() }
    return BytePath(bytes: bytes)
  }
}

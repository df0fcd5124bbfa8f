import Formats
import Values

/// Reads the values of a versions file, in the order of its text.
struct VersionsParser {
  var reader: JSONReader<VersionsFault>

  /// The whole file.
  ///
  /// Of a newer format only the outermost object need be as it is here, so the format is looked at
  /// before the assets, wherever it stands.
  mutating func file() throws(VersionsFault) -> VersionsFile {
    try expect(.object, .file)
    let start = reader.offset
    var members = try reader.beginObject()
    var hasFormat = false
    var hasAssets = false
    var assets: JSONReader<VersionsFault>?
    var file = VersionsFile()
    while let key = try reader.nextKey(&members) {
      if key.elementsEqual("format".utf8) {
        try format()
        hasFormat = true
      } else if key.elementsEqual("assets".utf8) {
        try expect(.object, .top("assets"))
        hasAssets = true
        if hasFormat {
          file.tables = try roots()
        } else {
          assets = reader
          try reader.skipValue()
        }
      } else {
        file.unknown.append(UnknownMember(key: Array(key), value: try reader.rawValue()))
      }
    }
    try reader.end()
    guard hasFormat else { throw VersionsFault(.missing(.top("format")), at: start) }
    guard hasAssets else { throw VersionsFault(.missing(.top("assets")), at: start) }
    if let assets {
      reader = assets
      file.tables = try roots()
    }
    return file
  }

  private mutating func format() throws(VersionsFault) {
    try expect(.number, .top("format"), named: .wholeNumber)
    let start = reader.offset
    let digits = try reader.number()
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.allSatisfy({ $0 == UInt8(ascii: "-") || $0.isDigit }) else {
      throw VersionsFault(
        .kind(.top("format"), found: .number, expected: .wholeNumber), at: start)
    }
    if text == String(VersionsFile.format) { return }
    // No number of a format is too long for Int, so such a one is a later one too.
    let isOld =
      digits.first == UInt8(ascii: "-") || Int(text).map { $0 < VersionsFile.format } == true
    throw VersionsFault(isOld ? .unknownFormat(text) : .newerFormat(text), at: start)
  }

  private mutating func roots() throws(VersionsFault) -> [String: RecordTable] {
    var roots: [String: RecordTable] = [:]
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      let start = members.keyRange.lowerBound
      let name = String(decoding: key, as: UTF8.self)
      if name.isEmpty { throw VersionsFault(.namelessRoot, at: start) }
      // The reader tells keys apart by bytes, a dictionary of strings does not.
      if roots[name] != nil { throw VersionsFault(.rootTwice(name), at: start) }
      try expect(.object, .root(name))
      roots[name] = try assets(of: name)
    }
    return roots
  }

  private mutating func assets(of root: String) throws(VersionsFault) -> RecordTable {
    var records = RecordTable()
    var members = try reader.beginObject()
    while let (asset, record) = try member(of: root, &members) {
      records.append(record, at: asset.path.bytes[...])
    }
    return records.sorted()
  }

  /// The next asset of a root's object and its record; nil where the object ends.
  mutating func member(
    of root: String, _ members: inout JSONMembers
  ) throws(VersionsFault) -> (AssetID, Record)? {
    guard let key = try reader.nextKey(&members) else { return nil }
    let asset = AssetID(root: root, path: BytePath(bytes: Array(key)))
    if let flaw = VersionsError.PathFlaw(of: key) {
      throw VersionsFault(.path(asset, flaw), at: members.keyRange.lowerBound)
    }
    return (asset, try record(of: asset))
  }

  private mutating func record(of asset: AssetID) throws(VersionsFault) -> Record {
    try expect(.object, .record(asset))
    let start = reader.offset
    var token: Token?
    var digest: Digest?
    var bumped: CalendarDay?
    var strategy: Strategy?
    var previous: [PreviousToken] = []
    var unknown: [UnknownMember] = []
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      if key.elementsEqual("token".utf8) {
        token = try self.token(.member(asset, "token"))
      } else if key.elementsEqual("sha256".utf8) {
        digest = try self.digest(.member(asset, "sha256"))
      } else if key.elementsEqual("bumped".utf8) {
        bumped = try day(.member(asset, "bumped"))
      } else if key.elementsEqual("strategy".utf8) {
        strategy = try self.strategy(.member(asset, "strategy"))
      } else if key.elementsEqual("previous".utf8) {
        previous = try history(of: asset)
      } else {
        unknown.append(UnknownMember(key: Array(key), value: try reader.rawValue()))
      }
    }
    guard let token else { throw VersionsFault(.missing(.member(asset, "token")), at: start) }
    guard let digest else { throw VersionsFault(.missing(.member(asset, "sha256")), at: start) }
    guard let bumped else { throw VersionsFault(.missing(.member(asset, "bumped")), at: start) }
    let record = Record(
      token: token, strategy: strategy, digest: digest, bumped: bumped, previous: previous,
      unknown: unknown)
    if let twice = record.tokenOfTwoDigests {
      throw VersionsFault(.tokenTwice(asset, twice), at: start)
    }
    return record
  }

  private mutating func history(of asset: AssetID) throws(VersionsFault) -> [PreviousToken] {
    try expect(.array, .member(asset, "previous"))
    var history: [PreviousToken] = []
    var elements = try reader.beginArray()
    while try reader.nextElement(&elements) {
      history.append(try previous(elements.count, of: asset))
    }
    return history
  }

  private mutating func previous(
    _ number: Int, of asset: AssetID
  ) throws(VersionsFault) -> PreviousToken {
    try expect(.object, .previous(asset, number))
    let start = reader.offset
    var token: Token?
    var digest: Digest?
    var unknown: [UnknownMember] = []
    var members = try reader.beginObject()
    while let key = try reader.nextKey(&members) {
      if key.elementsEqual("token".utf8) {
        token = try self.token(.previousMember(asset, number, "token"))
      } else if key.elementsEqual("sha256".utf8) {
        digest = try self.digest(.previousMember(asset, number, "sha256"))
      } else {
        unknown.append(UnknownMember(key: Array(key), value: try reader.rawValue()))
      }
    }
    guard let token else {
      throw VersionsFault(.missing(.previousMember(asset, number, "token")), at: start)
    }
    guard let digest else {
      throw VersionsFault(.missing(.previousMember(asset, number, "sha256")), at: start)
    }
    return PreviousToken(token: token, digest: digest, unknown: unknown)
  }
}

extension VersionsParser {
  typealias Subject = VersionsError.Subject

  /// Makes sure that the next value is of a kind, leaving it to be read.
  ///
  /// - Parameter words: the kind to name in the error.
  private mutating func expect(
    _ kind: JSONKind, _ subject: @autoclosure () -> Subject,
    named words: VersionsError.ValueKind? = nil
  ) throws(VersionsFault) {
    let found = try reader.kind()
    if found == kind { return }
    let start = reader.offset
    // What is no JSON at all is told first.
    try reader.skipValue()
    throw VersionsFault(
      .kind(subject(), found: .init(found), expected: words ?? .init(kind)), at: start)
  }

  private mutating func text(
    _ subject: @autoclosure () -> Subject
  ) throws(VersionsFault) -> (ArraySlice<UInt8>, at: Int) {
    try expect(.string, subject())
    let start = reader.offset
    return (try reader.string(), start)
  }

  private mutating func token(
    _ subject: @autoclosure () -> Subject
  ) throws(VersionsFault) -> Token {
    let (text, start) = try text(subject())
    do throws(TokenError) {
      return try Token(String(decoding: text, as: UTF8.self))
    } catch {
      throw VersionsFault(.token(subject(), error), at: start)
    }
  }

  private mutating func digest(
    _ subject: @autoclosure () -> Subject
  ) throws(VersionsFault) -> Digest {
    let (text, start) = try text(subject())
    if let digest = Digest(hex: text) { return digest }
    throw VersionsFault(.digest(subject(), String(decoding: text, as: UTF8.self)), at: start)
  }

  private mutating func day(
    _ subject: @autoclosure () -> Subject
  ) throws(VersionsFault) -> CalendarDay {
    let (bytes, start) = try text(subject())
    let text = String(decoding: bytes, as: UTF8.self)
    if let day = CalendarDay(iso: text) { return day }
    throw VersionsFault(.day(subject(), text), at: start)
  }

  private mutating func strategy(
    _ subject: @autoclosure () -> Subject
  ) throws(VersionsFault) -> Strategy {
    let (bytes, start) = try text(subject())
    let text = String(decoding: bytes, as: UTF8.self)
    if let strategy = Strategy(rawValue: text) { return strategy }
    throw VersionsFault(.strategy(subject(), text), at: start)
  }
}

extension VersionsError.ValueKind {
  /// The kind that the reader tells.
  init(_ kind: JSONKind) {
    switch kind {
    case .object: self = .object
    case .array: self = .array
    case .string: self = .string
    case .number: self = .number
    case .boolean: self = .boolean
    case .null: self = .null
    }
  }
}

extension VersionsError.PathFlaw {
  /// The first flaw of a path below a root; nil where it has none.
  init?(of path: some BidirectionalCollection<UInt8>) {
    if path.isEmpty {
      self = .empty
      return
    }
    if path.first == BytePath.slash {
      self = .absolute
      return
    }
    if path.contains(0) {
      self = .zeroByte
      return
    }
    for segment in path.split(separator: BytePath.slash, omittingEmptySubsequences: false) {
      switch segment.count {
      case 0: self = .segment("")
      case 1 where segment.first == BytePath.dot: self = .segment(".")
      case 2 where segment.elementsEqual([BytePath.dot, BytePath.dot]): self = .segment("..")
      default: continue
      }
      return
    }
    return nil
  }
}

extension Record {
  /// A token of the record or its history that is there with two digests; nil where none is.
  var tokenOfTwoDigests: Token? {
    if previous.isEmpty { return nil }
    var digests = [token: digest]
    for entry in previous {
      if let known = digests[entry.token], known != entry.digest { return entry.token }
      digests[entry.token] = entry.digest
    }
    return nil
  }
}

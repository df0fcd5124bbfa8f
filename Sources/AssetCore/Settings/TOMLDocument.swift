import TOMLKit

/// A TOML text that was read, with its file's name and the places of its keys.
struct TOMLDocument {
  /// The file's name as errors give it.
  let file: String
  private let locator: KeyLocator
  private let table: TOMLTable

  /// The greatest size of a settings file, in bytes.
  static let sizeLimit = 1 << 20

  /// Reads a text; a byte order mark at its start is passed over.
  init(_ text: [UInt8], file: String) throws(SettingsError) {
    self.file = file
    if text.count > Self.sizeLimit { throw .tooLarge(file: file, limit: Self.sizeLimit) }
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    let bytes = hasMark ? Array(text.dropFirst(3)) : text
    func place(of offset: Int) -> SettingsPlace {
      SettingsPlace(file: file, position: TextPosition(of: offset, in: bytes))
    }
    if let zero = bytes.firstIndex(of: 0) { throw .holdsNUL(place(of: zero)) }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(place(of: Self.firstBadByte(bytes)))
    }
    do {
      locator = try KeyLocator(bytes)
    } catch {
      switch error.fault {
      case .tooDeep: throw .tooDeep(place(of: error.offset), limit: KeyLocator.depthLimit)
      case .notTOML(let reason): throw .notTOML(place(of: error.offset), reason: reason)
      }
    }
    do {
      table = try TOMLTable(string: string)
    } catch let error as TOMLParseError {
      let at = TextPosition(line: error.source.begin.line, column: error.source.begin.column)
      throw .notTOML(SettingsPlace(file: file, position: at), reason: error.description)
    } catch {
      let start = TextPosition(line: 1, column: 1)
      throw .notTOML(SettingsPlace(file: file, position: start), reason: "\(error)")
    }
  }

  /// The whole text as a value.
  var top: TOMLNode {
    TOMLNode(path: TOMLPath(), value: table.tomlValue, document: self)
  }

  /// The place of a key or an item; where it is not there, of the nearest thing around it.
  func place(of path: TOMLPath) -> SettingsPlace {
    SettingsPlace(file: file, position: locator.position(of: path))
  }

  /// The line of a key or an item, from 1.
  func line(of path: TOMLPath) -> Int {
    locator.line(at: locator.offset(of: path))
  }

  /// Where a key or an item stands, in bytes from the start of the text.
  func offset(of path: TOMLPath) -> Int {
    locator.offset(of: path)
  }

  /// Throws where a string at or below a path holds an escaped NUL.
  func refuseEscapedZero(below path: TOMLPath) throws(SettingsError) {
    if let zero = locator.escapedZero(below: path) {
      throw .holdsNUL(SettingsPlace(file: file, position: zero))
    }
  }

  private static func firstBadByte(_ bytes: [UInt8]) -> Int {
    var rest = bytes[...]
    while let (_, length) = VisibleText.leadingScalar(of: rest) { rest = rest.dropFirst(length) }
    return rest.startIndex
  }
}

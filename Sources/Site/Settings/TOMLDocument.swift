import Formats
import Values

/// A TOML text that was read, with its file's name and the places of its keys.
struct TOMLDocument {
  /// The file's name as errors give it.
  let file: String
  /// The values.
  let tree: TOMLTree

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
    if let bad = Self.firstBadByte(bytes) { throw .notUTF8(place(of: bad)) }
    do {
      tree = try TOMLTree(bytes)
    } catch {
      switch error.fault {
      case .tooDeep: throw .tooDeep(place(of: error.offset), limit: TOMLTree.depthLimit)
      case .notTOML(let reason): throw .notTOML(place(of: error.offset), reason: reason)
      }
    }
  }

  /// The whole text as a value.
  var top: TOMLNode {
    TOMLNode(path: TOMLPath(), node: TOMLTree.top, document: self)
  }

  /// The place of a key or an item; where it is not there, of the nearest thing around it.
  func place(of path: TOMLPath) -> SettingsPlace {
    SettingsPlace(file: file, position: tree.position(of: path))
  }

  /// The line of a key or an item, from 1.
  func line(of path: TOMLPath) -> Int {
    tree.line(at: tree.offset(of: path))
  }

  /// Throws where a string at or below a path holds an escaped NUL.
  func refuseEscapedZero(below path: TOMLPath) throws(SettingsError) {
    if let zero = tree.escapedZero(below: path) {
      throw .holdsNUL(SettingsPlace(file: file, position: zero))
    }
  }

  /// The first byte that is not part of UTF-8; nil where all are.
  private static func firstBadByte(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var rest = bytes[...]
    while let (_, length) = VisibleText.leadingScalar(of: rest) { rest = rest.dropFirst(length) }
    return rest.startIndex
  }
}

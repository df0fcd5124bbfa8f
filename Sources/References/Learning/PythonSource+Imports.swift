import Values

extension PythonSource {
  /// What the file imports by name: `from .admin import bp as admin_bp` has `admin_bp`, which is `bp`
  /// of the module `admin`; of a module's path the last name.
  var imports: [[UInt8]: (module: [UInt8], name: [UInt8])] {
    var found: [[UInt8]: (module: [UInt8], name: [UInt8])] = [:]
    var start = 0
    while let place = ByteSearch.firstIndex(of: Array("from ".utf8), in: bytes[start...]) {
      start = place + 5
      let line = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      guard bytes[line..<place].allSatisfy(\.isSpace),
        let behind = ByteSearch.firstIndex(of: Array(" import ".utf8), in: bytes[start...])
      else { continue }
      let module = bytes[start..<behind].split(separator: BytePath.dot).last ?? []
      guard module.allSatisfy({ $0.isNameByte }) else { continue }
      for names in importedNames(from: behind + 8).split(separator: UInt8(ascii: ",")) {
        let words = names.split(whereSeparator: \.isSpace)
        guard let name = words.first, let alias = words.last else { continue }
        if words.count == 1 || words.count == 3 && words[1].elementsEqual("as".utf8) {
          found[Array(alias)] = (Array(module), Array(name))
        }
      }
    }
    return found
  }

  /// The names behind `import`, to the end of the line or of their brackets.
  private func importedNames(from start: Int) -> ArraySlice<UInt8> {
    let rest = bytes[start...].drop { $0 == 0x20 }
    guard rest.first == UInt8(ascii: "(") else {
      return rest.prefix { $0 != 0x0A && $0 != 0x0D && $0 != 0x23 }
    }
    return rest.dropFirst().prefix { $0 != UInt8(ascii: ")") }
  }
}

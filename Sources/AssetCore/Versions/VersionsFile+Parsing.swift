extension VersionsFile {
  /// Reads the text of a versions file.
  ///
  /// - Parameters:
  ///   - bytes: the whole text, JSON in UTF-8.
  ///   - name: the file's name for errors, as the person knows it.
  /// - Throws: ``VersionsError`` with the place of the first thing that is wrong. Where git left
  ///   both sides of a merge in the file, that is told instead.
  public init(parsing bytes: [UInt8], name: String) throws(VersionsError) {
    do throws(VersionsFault) {
      var parser = VersionsParser(reader: try JSONReader(bytes))
      self = try parser.file()
    } catch {
      if let conflict = TextPosition.conflict(in: bytes) {
        throw VersionsError(
          file: name, line: conflict.line, column: nil, problem: .conflict(conflict.marker))
      }
      let position = TextPosition(of: error.offset, in: bytes)
      throw VersionsError(
        file: name, line: position.line, column: position.column, problem: error.problem)
    }
  }
}

/// What is wrong with a versions file, at a byte of its text.
struct VersionsFault: JSONFailure {
  var problem: VersionsError.Problem
  var offset: Int

  init(_ problem: VersionsError.Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  init(_ problem: JSONProblem, at offset: Int) {
    self.init(.syntax(problem), at: offset)
  }
}

/// A line and column of a text, both from 1.
struct TextPosition: Equatable {
  /// The number of line feeds before, plus 1.
  var line: Int
  /// The number of Unicode scalars before in the line, plus 1.
  var column: Int

  /// The position of a byte.
  init(of offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    line = before.count(where: { $0 == 0x0A }) + 1
    // Bytes 10xxxxxx go on with a scalar that has begun.
    column = before[start...].count(where: { $0 & 0xC0 != 0x80 }) + 1
  }

  /// The first line that git writes into a file that it cannot merge, and its number.
  ///
  /// No JSON text has such a line: a string cannot go over the end of one.
  static func conflict(in bytes: [UInt8]) -> (line: Int, marker: String)? {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let first = line.first, "<=>|".utf8.contains(first),
        line.starts(with: repeatElement(first, count: 7))
      else { continue }
      let text = line.last == 0x0D ? line.dropLast() : line
      if text.count == 7 || text[text.startIndex + 7] == 0x20 {
        return (index + 1, String(decoding: text, as: UTF8.self))
      }
    }
    return nil
  }
}

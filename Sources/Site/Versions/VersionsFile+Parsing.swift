import Formats
import Values

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
      if let conflict = MergeConflict.find(in: bytes) {
        throw VersionsError(
          file: name, line: conflict.line, column: nil, problem: .conflict(conflict.marker))
      }
      let position = TextPosition(of: error.offset, in: bytes)
      throw VersionsError(
        file: name, line: position.line, column: position.column, problem: error.problem)
    }
  }
}

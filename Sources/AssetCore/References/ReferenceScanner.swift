/// Reads the references out of a file's bytes.
///
/// The bytes are taken as ASCII's superset: UTF-8, Latin-1 and their like are read alike, with or
/// without BOM, CRLF, NUL. A file in UTF-16 gives none. The time grows with the file's length alone.
public struct ReferenceScanner: Sendable {
  /// What is known of the project.
  public let rules: ReferenceRules
  private let prepared: ScanRules

  /// Makes a scanner.
  public init(rules: ReferenceRules = ReferenceRules()) {
    self.rules = rules
    prepared = ScanRules(rules)
  }

  /// The references of a file, in the order of their targets.
  ///
  /// - Parameters:
  ///   - contents: the file's bytes.
  ///   - file: its path from the project's folder; the name says which language it is in.
  ///   - language: the language, where the name does not say it.
  public func references(
    in contents: [UInt8], of file: BytePath, language: ReferenceLanguage? = nil
  ) -> [Reference] {
    guard let language = language ?? ReferenceLanguage(file) else { return [] }
    return contents.withUnsafeBufferPointer { references(in: $0, of: file, language) }
  }

  /// The references in bytes that lie elsewhere.
  func references(
    in contents: UnsafeBufferPointer<UInt8>, of file: BytePath, _ language: ReferenceLanguage
  ) -> [Reference] {
    if contents.starts(with: [0xFF, 0xFE]) || contents.starts(with: [0xFE, 0xFF]) { return [] }
    let scan = ReferenceScan(contents, file: file, rules: prepared)
    scan.run(language)
    return scan.finished()
  }
}

import Site
import Values

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
    return contents.withUnsafeBufferPointer { scan($0, of: file, language)?.finished() ?? [] }
  }

  /// Packs the references in bytes that lie elsewhere.
  ///
  /// - Parameters:
  ///   - number: the file's index.
  ///   - isListed: whether the settings name the file, or it is an asset.
  ///   - classes: what tells whose the file is, asked where it has references.
  func pack(
    _ contents: UnsafeBufferPointer<UInt8>, of file: BytePath, _ language: ReferenceLanguage,
    number: Int, isListed: Bool, _ classes: inout SourceClasses.ByFolder,
    into pack: inout ReferencePack
  ) {
    guard let scan = scan(contents, of: file, language) else { return }
    if let base = scan.servedNames.base { pack.bases.append((UInt32(number), base)) }
    let order = scan.finish()
    guard !order.isEmpty else { return }
    let own = classes.of(file)
    let source = own == .own && !isListed ? .unlisted : own
    // References are large: they are packed where they lie.
    scan.found.withUnsafeBufferPointer { found in
      for index in order { pack.append(found[index], of: UInt32(number), source) }
    }
  }

  /// Scans a file; nil for one in UTF-16.
  private func scan(
    _ contents: UnsafeBufferPointer<UInt8>, of file: BytePath, _ language: ReferenceLanguage
  ) -> ReferenceScan? {
    let mark = (contents.first ?? 0, contents.dropFirst().first ?? 0)
    if mark == (0xFF, 0xFE) || mark == (0xFE, 0xFF) { return nil }
    let scan = ReferenceScan(contents, file: file, rules: prepared)
    scan.run(language)
    return scan
  }
}

extension ReferenceScanner: Equatable {
  /// Two that read by the same rules find the same.
  public static func == (left: ReferenceScanner, right: ReferenceScanner) -> Bool {
    left.rules == right.rules
  }
}

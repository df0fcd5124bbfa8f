import Values

/// Something that `check` has to say.
public struct Finding: Equatable, Sendable {
  /// How much it matters.
  public var severity: Severity
  /// What it is, one word, for programs.
  public var kind: String
  /// The asset it is about, where there is one.
  public var id: AssetID?
  /// The static root it is about, where it is about one as a whole.
  public var root: String?
  /// The file to look at, as seen from the project's folder.
  public var file: BytePath?
  /// The line in that file, from 1.
  public var line: Int?
  /// The column in that line, from 1.
  public var column: Int?
  /// What is the matter, in words.
  public var message: String
  /// What to do next, in words.
  public var next: String?

  /// Makes a finding.
  public init(
    severity: Severity, kind: String, id: AssetID? = nil, root: String? = nil,
    file: BytePath? = nil, line: Int? = nil, column: Int? = nil, message: String,
    next: String? = nil
  ) {
    self.severity = severity
    self.kind = kind
    self.id = id
    self.root = root
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.next = next
  }

  /// How much a finding matters.
  public enum Severity: String, Sendable {
    /// Worth knowing; never makes `check` fail.
    case note
    /// Makes `check` fail.
    case warning
    /// Makes `check` fail: users get a wrong file, or none.
    case error

    /// The place among all, the gravest first.
    package var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// One line: `error: static:css/site.css: stale: bytes changed since … - assetbump bump …`.
  ///
  /// Where a place in a file is meant it comes first, as compilers print it:
  /// `templates/base.html:12:14: warning: static:css/site.css: two-tokens: …`.
  public var text: String {
    let subject = id?.description ?? root.map { VisibleText.of($0) }
    let parts = [place, severity.rawValue, subject, kind].compactMap { $0 }
    return "\(parts.joined(separator: ": ")): \(message)\(next.map { " - \($0)" } ?? "")"
  }

  /// `templates/base.html:12:14`; of a finding about an asset nil.
  private var place: String? {
    guard let file else { return nil }
    let numbers = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return VisibleText.of(file) + numbers
  }
}

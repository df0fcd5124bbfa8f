import Planning
import Values

extension Finding {
  /// The workflow command that makes an annotation of the finding.
  ///
  /// `::error file=…,line=…,col=…,title=…::…` (GitHub, "Workflow commands"), with `%`, line ends, and in
  /// a property `:` and `,` written as the runner's toolkit writes them.
  public func gitHubCommand(in file: BytePath) -> String {
    let command =
      switch severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = ["file=\(Self.property(VisibleText.of(file)))"]
    if let line { properties.append("line=\(line)") }
    if let column { properties.append("col=\(column)") }
    properties.append("title=\(Self.property("assetbump: \(kind)"))")
    let words = (id.map { "\($0.description): " } ?? "") + message + (next.map { " - \($0)" } ?? "")
    return "::\(command) \(properties.joined(separator: ","))::\(Self.data(words))"
  }

  private static func data(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private static func escaped(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { table[$0] ?? String($0) }.joined()
  }
}

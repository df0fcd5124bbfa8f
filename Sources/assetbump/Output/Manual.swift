/// The manual: Markdown that lies in the program.
enum Manual {
  /// The topics, in the order of their names.
  static let topics = [
    "changes",
    "ci",
    "deploy",
    "django",
    "findings",
    "flask",
    "glossary",
    "jinja",
    "keys",
    "limits",
    "nginx",
    "node",
    "placement",
    "references",
    "safety",
    "settings",
    "speed",
    "stamp",
    "starlette",
    "verify",
    "versions-file",
  ]

  /// The text of a topic; nil where there is none of that name.
  static func text(of topic: String) -> String? {
    EmbeddedFile("manual/\(topic)")?.text
  }

  /// The topics, each with its title.
  static var list: String {
    let width = topics.map(\.count).max() ?? 0
    let lines = topics.map { topic in
      let title = (text(of: topic) ?? "").prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " }
      return "  " + topic + String(repeating: " ", count: width + 2 - topic.count) + title
    }
    return "TOPICS:\n" + lines.joined(separator: "\n")
  }
}

import Values

/// The templates of a project in languages that are not read, as Pug and Haml.
public struct UnreadTemplates: Equatable, Sendable {
  /// How many there are.
  public private(set) var count = 0
  /// The first, from the project's folder.
  public private(set) var first: BytePath?

  /// Knows of none.
  public init() {}

  /// Looks for them, but for those of examples and tests.
  init(among paths: [BytePath]) {
    for path in paths
    where ReferenceLanguage.isUnreadTemplate(path) && !ProjectLearner.accessory.matches(path) {
      count += 1
      if first == nil { first = path }
    }
  }

  /// `2 templates are in a language that is not read, the first views/a.pug`; nil where there are none.
  public var words: String? {
    guard let first else { return nil }
    let subject =
      count == 1 ? "1 template is" : "\(count) templates are"
    let place = count == 1 ? "" : "the first "
    return "\(subject) in a language that is not read, \(place)\(VisibleText.of(first))"
  }
}

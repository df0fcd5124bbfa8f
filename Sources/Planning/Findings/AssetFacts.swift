import Site

/// What the references of one asset have in common.
struct AssetFacts: Sendable {
  /// The index of the asset among the map's names.
  let asset: Int
  /// The index of its root among the settings' roots; nil for another one.
  var root: Int?
  /// The index of its entry in the inventory; nil where there is none.
  var entry: Int?
  /// Whether the versions file remembers it.
  var isRecorded = false
  let role: Role
  let weight: ReferenceProblem.Weight
  /// The indices of all its references, in order.
  let places: ArraySlice<UInt32>
  /// The first live place that gives its URL a token that lasts.
  var withToken: Int?
  /// The first live place that names its URL or imports it.
  var firstURL: Int?
  /// The first such place by another URL than ``firstURL``.
  var otherURL: Int?
  /// Whether a live place gives its URL any token.
  var hasToken = false
  /// The first live place that carries a literal token.
  var firstWritten: Int?
  /// The first live place that carries the literal token that most carry, where no record says which
  /// counts.
  var mostUsed: Int?

  /// What an asset is to a page, by its tag.
  enum Role: Int, Sendable {
    case script, stylesheet, other

    init(_ kind: AssetKind) {
      switch kind {
      case .script: self = .script
      case .stylesheet: self = .stylesheet
      default: self = .other
      }
    }
  }
}

/// What the references of a root have in common.
struct RootFacts: Sendable {
  /// Whether tokens stand in the files.
  var isLiteral: Bool
  /// Whether the application is known to add tokens.
  var addsToken: Bool
  /// Whether those that it adds are others than the recorded ones.
  var addsOthers: Bool
  /// The name of the parameter.
  var parameter: String
  /// The number of places in templates that use a helper.
  var helpers: Int
  /// Whether one of them is a template tag, `{% static … %}`.
  var hasTag: Bool
  /// The project's own helper that the first of them uses; nil for one of a framework.
  var ownHelper: ReferenceHelper?
}

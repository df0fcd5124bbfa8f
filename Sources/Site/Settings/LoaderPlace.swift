/// Where the code is that adds the tokens of a root with `tokens = "loader"`.
public enum LoaderPlace: String, CaseIterable, Sendable {
  /// In the project, where it is looked for.
  case project
  /// In a language or repository that is not read: it is taken to be there.
  case elsewhere
}

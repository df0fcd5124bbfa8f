/// A statement that hands out files: its texts, in order, and what it says in short.
struct ServingStatement: Equatable {
  /// The texts; those that a call of `join` or `resolve` takes are one.
  var texts: [Text]
  /// The line that it begins on, from 1.
  let line: Int
  /// The statement in one line.
  let words: String
  /// The first name of what is called first: `app` of `app.use(…)`.
  let variable: String?
  /// Whether it has an argument in front of the folder that is no text: its URL is not known.
  let mayHaveURL: Bool

  /// A text, and whether something is joined in front of it.
  struct Text: Equatable {
    var text: String
    /// Whether it stands behind a name and a plus, or in a call that joins paths.
    var isBehindName = false
  }
}

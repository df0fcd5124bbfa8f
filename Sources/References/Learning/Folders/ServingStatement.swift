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
  /// How a generator is told to copy folders into its site; nil for a call of an application's.
  var copying: Copying?

  /// How Eleventy is told which folders it copies (11ty.dev, "Passthrough File Copy").
  enum Copying {
    /// By its name: it keeps it.
    case named
    /// By pairs of a folder and the path that it has in the site.
    case pairs
  }

  /// A text, and whether something is joined in front of it.
  struct Text: Equatable {
    var text: String
    /// Whether it stands behind a name and a plus, or in a call that joins paths.
    var isBehindName = false
  }
}

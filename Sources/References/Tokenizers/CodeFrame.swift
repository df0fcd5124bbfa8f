/// A bracket that is open, and the arguments so far where it opened a call that counts.
struct CodeFrame {
  /// What was called.
  var name: Range<Int>
  /// The helper's index among the rules' calls.
  var helper: Int?
  /// What it is.
  var bracket = CodeBracket.group
  /// Whether what encloses it changes or compares the texts in it.
  var changesTexts = false
  /// Whether a comma stands in it.
  var hasComma = false
  /// Whether it is kept for what it tells of the project.
  var isWatched = false
  /// Whether strings in it only test, route or log.
  var isGuard: Bool
  /// Whether strings in it come to be pages.
  var isPage = false
  /// The number of references found before it.
  var foundBefore = 0
  /// The values of `integrity` in it that no URL was found for, and whether there are several.
  var integrity: Range<Int>?
  var hasSeveral = false
  var argumentStart: Int
  var keyword: Range<Int>?
  var arguments: [Argument] = []

  /// An argument, with its keyword where it has one.
  typealias Argument = (keyword: Range<Int>?, value: Range<Int>)

  var keepsArguments: Bool { helper != nil || isWatched }
}

/// What a bracket of code is.
enum CodeBracket {
  case group
  case list
  /// Of keys and their values.
  case members
  /// Of what is asked for by it.
  case index
  /// Of a call's arguments.
  case call
}

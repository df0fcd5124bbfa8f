/// An argument of a call.
public enum HelperArgument: Hashable, Sendable {
  /// One with a name.
  case keyword(String)
  /// One without, by its place among those, from 0.
  case place(Int)
}

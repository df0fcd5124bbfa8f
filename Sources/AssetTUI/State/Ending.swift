import AssetCore
import Planning
import Site
import Values

/// How the program ends.
public enum Ending: Equatable, Sendable {
  /// The person is done.
  case done
  /// An interrupted write is left as it was found.
  case unfinished
  /// A signal of this number asks for it.
  case signal(Int32)
  /// The terminal is gone.
  case hangup
}

import Values

/// Why there is no answer.
public enum ServedFailure: Error, Equatable, Sendable {
  /// It took longer than this many seconds.
  case slow(Int)
  /// It has more bytes than are read.
  case large
  /// Nobody answers there.
  case unreachable(String)
  /// What came cannot be read.
  case broken(String)

  /// The reason in words.
  public var words: String {
    switch self {
    case .slow(let seconds): "no answer within \(seconds) s"
    case .large: "more than \(Fetching.largest >> 20) MiB, which are not read"
    case .unreachable(let words), .broken(let words): words
    }
  }
}

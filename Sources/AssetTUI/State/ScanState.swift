/// How far the scan is.
public enum ScanState: Equatable, Sendable {
  /// None runs.
  case idle
  /// The roots are being listed; this many files are found.
  case listing(found: Int)
  /// Assets are being read.
  case reading(done: Int, total: Int)

  /// Whether a scan runs.
  public var isRunning: Bool {
    self != .idle
  }

  /// What the status line says; empty where none runs.
  var words: String {
    switch self {
    case .idle: ""
    case .listing(let found): "Scanning \(found) files"
    // Where nothing is to be read the scan ends at once.
    case .reading(_, 0): ""
    case .reading(let done, let total): "Hashing \(done)/\(total)"
    }
  }
}

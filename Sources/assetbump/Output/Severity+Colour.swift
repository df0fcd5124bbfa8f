import Planning

extension Finding.Severity {
  /// The colour of the finding's line.
  var colour: Paint.Colour? {
    switch self {
    case .note: .dim
    case .warning: .stale
    case .error: .error
    }
  }
}

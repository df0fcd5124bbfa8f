import Values

extension Reference {
  /// Whether it stands where URLs of files stand.
  var isURLOfFile: Bool {
    switch form {
    case .attribute, .cssURL, .cssImport, .scriptImport: true
    default: false
    }
  }

  /// The path without expressions, but for one in front of it that makes its base.
  var fixedTarget: (path: [UInt8], hasBase: Bool)? {
    switch parts.count {
    case 1:
      guard case .literal(let text) = parts[0] else { return nil }
      guard let rest = Placeholder.rest(of: text[...]) else { return (text, false) }
      return (Array(rest), true)
    case 2:
      guard case .hole = parts[0], case .literal(let text) = parts[1] else { return nil }
      return (text, true)
    default: return nil
    }
  }
}

import Values

extension BytePath {
  /// Why Flask cannot serve a file of this name; nil where it can.
  public var urlProblem: Problem.Reason? {
    if text == nil { return .notUTF8 }
    if bytes.contains(0x0A) { return .lineFeed }
    return name.contains(0x0D) ? .carriageReturn : nil
  }
}

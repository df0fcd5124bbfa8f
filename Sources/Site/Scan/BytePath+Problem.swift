import Values

extension BytePath {
  /// Why Flask cannot serve a file of this name; nil where it can.
  public var urlProblem: Problem.Reason? {
    if text == nil { return .notUTF8 }
    if bytes.contains(UInt8(ascii: "\n")) { return .lineFeed }
    return name.contains(UInt8(ascii: "\r")) ? .carriageReturn : nil
  }
}

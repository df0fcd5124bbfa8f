import Values

/// URLs that stand in calls of functions that nobody here knows.
extension ReferenceScan {
  /// The text of a URL whose first part is a call that takes a path, `{{ $U('/css/a.css?v=', true) }}{{ $n }}`:
  /// the path with what the call makes of it in front as a hole, for a base it mostly is.
  ///
  /// Only a path from the top that ends like a file counts, and only one call without anything behind it:
  /// in another one the string may be anything.
  func withArgument(_ text: TargetText) -> TargetText {
    guard text.bytes.first == TargetText.hole, let tag = tag(at: text.place(of: 0).lowerBound),
      tag.kind == .expression, tag.calls == 0, !tag.isCode,
      bytes[tag.range.lowerBound] == UInt8(ascii: "{"), let path = pathArgument(of: tag.inner)
    else { return text }
    var whole = TargetText()
    whole.appendHole(tag.range.lowerBound..<path.lowerBound)
    whole.append(bytes, path)
    whole = whole.appending(text[1..<text.bytes.count])
    let end = whole.bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let file = whole.bytes[1..<(end ?? whole.bytes.count)]
    return !file.contains(TargetText.hole) && FileExtensions.ends(file) ? whole : text
  }

  /// The inside of the string that is the first argument of a call, where the call is all there is.
  private func pathArgument(of code: Range<Int>) -> Range<Int>? {
    let code = trimmed(code)
    var open = code.lowerBound
    while open < code.upperBound, isOfName(bytes[open]) { open += 1 }
    guard open > code.lowerBound, open < code.upperBound, bytes[open] == UInt8(ascii: "("),
      parenthesisEnd(open, before: code.upperBound) == code.upperBound
    else { return nil }
    var start = open + 1
    while start < code.upperBound, bytes[start].isSpace { start += 1 }
    guard let string = codeString(at: start, before: code.upperBound), !string.isFormatted,
      string.inner.count > 1, bytes[string.inner.lowerBound] == BytePath.slash,
      bytes[string.inner.lowerBound + 1] != BytePath.slash,
      !bytes[string.inner].contains(where: { $0 == UInt8(ascii: "\\") || $0 == TargetText.hole })
    else { return nil }
    var next = string.range.upperBound
    while next < code.upperBound, bytes[next].isSpace { next += 1 }
    guard bytes[next] == UInt8(ascii: ",") || bytes[next] == UInt8(ascii: ")") else { return nil }
    return string.inner
  }

  /// Whether a byte may stand in the name of a function, with the object that has it.
  private func isOfName(_ byte: UInt8) -> Bool {
    byte.isNameByte || "$.->:\\".utf8.contains(byte)
  }
}

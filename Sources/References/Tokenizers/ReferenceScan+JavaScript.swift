/// JavaScript and TypeScript (ECMA-262, section 12): strings, template literals, regular expressions.
extension ReferenceScan {
  /// Reads a script.
  func scanJavaScript(_ range: Range<Int>) {
    var reader = JavaScriptReader(scan: self, range: range)
    reader.run()
    steps += range.count
  }
}

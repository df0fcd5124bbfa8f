extension ReferenceScan {
  /// Reads code.
  func scanCode(_ range: Range<Int>, _ language: CodeLanguage) {
    var reader = CodeReader(scan: self, range: range, language: language)
    reader.run()
    steps += range.count
  }
}

import Values

/// HTML, XML and SVG (WHATWG HTML, section 13.2.5), with template tags anywhere.
extension ReferenceScan {
  /// Reads a page.
  func scanHTML(_ range: Range<Int>) {
    var reader = HTMLReader(scan: self, range: range, stringForm: nil)
    reader.run()
    steps += range.count
  }

  /// Reads HTML in a string of code, where quotes may be escaped.
  func scanHTMLString(_ range: Range<Int>, _ form: ReferenceForm, isFormatted: Bool = false) {
    var reader = HTMLReader(scan: self, range: range, stringForm: form)
    reader.hasBraces = isFormatted
    reader.run()
    steps += range.count
  }
}

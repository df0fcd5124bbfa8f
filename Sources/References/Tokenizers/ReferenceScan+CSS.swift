/// CSS (CSS Syntax Module Level 3, section 4), with template tags where the file is a template.
extension ReferenceScan {
  /// Reads a stylesheet, or the declarations of a `style` attribute.
  func scanCSS(
    _ range: Range<Int>, hasLineComments: Bool, form: ReferenceForm = .cssURL
  ) {
    var reader = CSSReader(scan: self, range: range, hasLineComments: hasLineComments, form: form)
    reader.run()
    steps += range.count
  }
}

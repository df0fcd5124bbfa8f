import Values

/// Calls and statements whose strings come to be pages.
enum PageNames {
  static func contains(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    names.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: true)
      || name.count > 8
        && (scan.matches("response", at: name.upperBound - 8)
          || scan.matches("template_string", at: name.upperBound - 15))
  }

  private static let names = WordSet([
    "return", "yield", "markup", "response", "from_string", "template", "mark_safe",
    "format_html", "format_html_join", "safestring",
  ])
}

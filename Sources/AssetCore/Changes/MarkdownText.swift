import Values

/// Text in GitHub's Markdown, inside a table or out of it.
enum MarkdownText {
  /// A text as code: with a fence longer than each run of backticks in it (CommonMark 0.31, 6.1), and
  /// with bars escaped, which GitHub's tables need in code too (GFM 0.29, 4.10).
  static func code(_ text: String) -> String {
    let text = VisibleText.of(text)
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // A space at both ends is taken off again.
    let inner = text.hasPrefix("`") || text.hasSuffix("`") ? " \(text) " : text
    let parts = inner.split(separator: "|", omittingEmptySubsequences: false)
    return fence + parts.joined(separator: "\\|") + fence
  }
}

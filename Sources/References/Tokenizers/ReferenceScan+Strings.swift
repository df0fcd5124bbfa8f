import Values

/// Strings in code.
extension ReferenceScan {
  /// Whether the `=` in front of a place belongs to `==`, `!=` and the like.
  func isComparison(before place: Int) -> Bool {
    var index = place - 1
    while byte(index).isSpace { index -= 1 }
    return byte(index) == UInt8(ascii: "=") && "=!<>".utf8.contains(byte(index - 1))
  }

  /// Whether a comparison, or Python's `in`, follows.
  func isCompared(behind place: Int) -> Bool {
    var index = place
    while byte(index) == UInt8(ascii: " ") { index += 1 }
    if byte(index) == UInt8(ascii: "=") || byte(index) == UInt8(ascii: "!") {
      return byte(index + 1) == UInt8(ascii: "=")
    }
    if matches("not in ", at: index) { return true }
    return matches("in ", at: index) && index > place
  }

  /// A quick look: whether a string may name a file, by one of the prefixes or by an extension.
  func mayNameFile(_ range: Range<Int>) -> Bool {
    guard range.count > 3, range.count <= TargetText.limit else { return false }
    return first(UInt8(ascii: "/"), in: range) != nil || first(UInt8(ascii: "."), in: range) != nil
  }

  /// Whether a string seems to hold elements with URLs in them.
  func holdsHTML(_ range: Range<Int>) -> Bool {
    guard range.count > 8, let open = first(UInt8(ascii: "<"), in: range) else { return false }
    let next = byte(open + 1)
    guard
      next.isLetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "/")
        || next == UInt8(ascii: "\n") || next == UInt8(ascii: "{")
    else {
      return false
    }
    let signs: [StaticString] = [
      "src=", "href=", "url(", "content=", "srcset=", "poster=", "data-", "<script", "<style",
      "data=", "@import",
    ]
    return signs.contains { first($0, in: range) != nil }
  }

  /// Adds the reference that a string in code is, where it starts with a prefix, behind an expression
  /// perhaps, or looks like a file's path.
  ///
  /// Where it holds several, with words between, each ends at its own end.
  ///
  /// - Parameter isFetched: whether it is known that what the string names is asked for.
  func addString(_ text: TargetText, _ form: ReferenceForm, isFetched: Bool = false) {
    let count = found.count
    addPieces(text, form)
    guard form == .scriptString || form == .sourceString, !isFetched else {
      if isFetched, rules.isBuilt, found.count == count + 1 { doubtLess(count, text) }
      return
    }
    // A token is for URLs alone.
    for index in count..<found.count where found[index].token.kind == .none {
      found[index].isCertain = false
    }
  }

  /// Takes a string that is asked for in a built site for a URL, where it is nothing but one that is written
  /// out.
  private func doubtLess(_ index: Int, _ text: TargetText) {
    let bytes = text.bytes
    guard !isDoubted, !bytes.contains(TargetText.hole), !bytes.contains(where: TokenText.endsURL),
      Self.isPlain(bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
    else { return }
    found[index].isCertain = true
  }

  private func addPieces(_ text: TargetText, _ form: ReferenceForm) {
    let text = text.trimmed().withPlaceholdersAsHoles()
    guard text.bytes.contains(where: TokenText.endsURL) else {
      addPiece(text, form)
      return
    }
    for (number, range) in pieces(of: text).enumerated() {
      let piece = text[range]
      if number == 0 || hasPrefix(piece.bytes) || piece.bytes.contains(UInt8(ascii: "?")) {
        addPiece(piece, form, isWhole: false)
      }
    }
  }

  /// Parts a text that holds several URLs, or words beside one: where a path has its extension, or its
  /// query begun, it ends at the first byte that ends a URL.
  func pieces(of text: TargetText) -> [Range<Int>] {
    let bytes = text.bytes
    var pieces: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      if TokenText.endsURL(bytes[start]) {
        start += 1
        continue
      }
      let mayHoldSpace = hasPrefix(bytes[start...])
      var isQuery = false
      var end = start
      while end < bytes.count {
        let byte = bytes[end]
        if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
          isQuery = true
        } else if TokenText.endsURL(byte),
          isQuery || !mayHoldSpace || FileExtensions.ends(bytes[start..<end])
        {
          break
        }
        end += 1
      }
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }

  private func hasPrefix(_ bytes: some Collection<UInt8>) -> Bool {
    let path = bytes.first == TargetText.hole ? bytes.dropFirst() : bytes.dropFirst(0)
    return rules.prefixes.contains { path.starts(with: $0) }
  }

  private func addPiece(_ text: TargetText, _ form: ReferenceForm, isWhole: Bool = true) {
    guard text.bytes.count > 3 else { return }
    let start = text.bytes[0] == TargetText.hole ? 1 : 0
    let path = text.bytes[start...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard path.count > 2, !path.contains(where: { $0 < 0x20 && $0 != TargetText.hole }) else {
      return
    }
    let hasPrefix = rules.prefixes.contains { path.starts(with: $0) && path.count > $0.count }
    if hasPrefix {
      guard path.contains(UInt8(ascii: ".")) || path.contains(TargetText.hole),
        path.last != UInt8(ascii: "/")
      else { return }
      let isCertain = isWhole && start == 0 && FileExtensions.ends(path) && Self.isPlain(path)
      add(text, URLUse(form: form, isCertain: isCertain))
      return
    }
    // Of the strings in a template's expressions most name templates, fields, and the like.
    guard form != .attribute, start == 0, FileExtensions.ends(path),
      !path.contains(where: Self.isOddInPath)
    else {
      return
    }
    add(text, URLUse(form: form, isCertain: false))
  }

  /// Whether a path stands for itself: no mark in it is to be replaced, `%s`, `{name}`, `*`.
  private static func isPlain(_ path: ArraySlice<UInt8>) -> Bool {
    for index in path.indices {
      switch path[index] {
      case UInt8(ascii: "%"):
        guard index + 2 < path.endIndex, path[index + 1].hexValue != nil,
          path[index + 2].hexValue != nil
        else { return false }
      case let byte where "{}<>[]*|^$".utf8.contains(byte): return false
      default: break
      }
    }
    return true
  }

  private static func isOddInPath(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "<>{}|*,;()\"'\\`$^=".utf8.contains(byte)
  }
}

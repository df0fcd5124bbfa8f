import Values

/// Statements of templates between the parts of a text.
extension ReferenceScan {
  /// Whether what stands in or behind a statement can continue a token in front of it:
  /// `?v=1{% if beta %}b{% endif %}`.
  ///
  /// - Parameters:
  ///   - index: the statement's index among the tags.
  ///   - end: the end of the text.
  func goesOn(behind index: Int, before end: Int) -> Bool {
    var index = index
    while index < tags.count, tags[index].range.lowerBound < end {
      if tags[index].kind == .expression { return true }
      if tags[index].kind == .statement, isBranch(tags[index]) {
        index = endOfBranches(from: index, before: end)
        guard index < tags.count else { return false }
      }
      let next = tags[index].range.upperBound
      guard next < end else { return false }
      if index + 1 < tags.count, tags[index + 1].range.lowerBound == next {
        index += 1
        continue
      }
      return goesOn(at: next)
    }
    return false
  }

  /// Whether text behind an expression continues what it prints: `{{ url }}x`, `{{ url }}{{ y }}`.
  ///
  /// - Parameter index: the expression's index among the tags.
  func goesOn(behindExpression index: Int) -> Bool {
    let next = tags[index].range.upperBound
    if index + 1 < tags.count, tags[index + 1].range.lowerBound == next {
      return goesOn(behind: index + 1, before: min(bytes.count, next + 4096))
    }
    return next < bytes.count && goesOn(at: next)
  }

  /// Whether the byte at a place continues a token in front of it.
  private func goesOn(at place: Int) -> Bool {
    !TokenText.endsURL(bytes[place]) && !"&#?".utf8.contains(bytes[place])
  }

  /// Whether a statement ends the branch in front of it, so that its own text stands in place of that.
  private func isBranch(_ tag: TemplateTag) -> Bool {
    let word = word(of: tag)
    return ["else", "elif", "elsif", "elseif"].contains { equals(word, $0) }
  }

  /// The first word of a statement, `-` of whitespace control aside.
  func word(of tag: TemplateTag) -> Range<Int> {
    var start = tag.inner.lowerBound
    while start < tag.inner.upperBound,
      bytes[start].isSpace || bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+")
    {
      start += 1
    }
    return firstWord(start..<tag.inner.upperBound)
  }

  /// The index of the statement that ends all branches of the one at an index.
  private func endOfBranches(from start: Int, before end: Int) -> Int {
    var depth = 0
    var index = start + 1
    while index < tags.count, tags[index].range.lowerBound < end {
      let word = word(of: tags[index])
      if matches("end", at: word.lowerBound) {
        if depth == 0 { return index }
        depth -= 1
      } else if ["if", "for", "unless", "with"].contains(where: { equals(word, $0) }) {
        depth += 1
      }
      index += 1
    }
    return tags.count
  }
}

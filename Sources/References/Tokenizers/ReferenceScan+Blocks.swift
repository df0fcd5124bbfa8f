import Values

/// Blocks of templates whose text does not come to the page as it stands.
extension ReferenceScan {
  /// Takes the tokens in texts that are translated, `{% trans %}`, or changed by a filter, `{% filter replace(…) %}`,
  /// for computed ones: the text is the key of its translations, or becomes another.
  func computeBlocks() {
    let blocks = changedBlocks()
    guard !blocks.isEmpty else { return }
    for index in found.indices {
      let place = found[index].targetRange.lowerBound
      var (low, high) = (0, blocks.count)
      while low < high {
        let middle = (low + high) / 2
        if blocks[middle].upperBound <= place { low = middle + 1 } else { high = middle }
      }
      if low < blocks.count, blocks[low].contains(place) { compute(index, isWhole: true) }
    }
  }

  /// The blocks, one behind the other; of blocks in one another the outermost.
  private func changedBlocks() -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var open: [(word: Range<Int>, start: Int)] = []
    for tag in tags
    where tag.kind == .statement && byte(tag.range.lowerBound + 1) == UInt8(ascii: "%") {
      let word = word(of: tag)
      if matches("end", at: word.lowerBound) {
        let name = (word.lowerBound + 3)..<word.upperBound
        guard let last = open.last, holds(name, slice(last.word)) else { continue }
        open.removeLast()
        let block = last.start..<tag.range.lowerBound
        while let inner = blocks.last, inner.lowerBound >= block.lowerBound { blocks.removeLast() }
        blocks.append(block)
      } else if changesBlock(word, in: tag) {
        open.append((word, tag.range.upperBound))
      }
    }
    return blocks
  }

  /// Whether the text behind a statement, up to its end, is a key or is changed.
  private func changesBlock(_ word: Range<Int>, in tag: TemplateTag) -> Bool {
    if equals(word, "filter") {
      let rest = trimmed(word.upperBound..<tag.inner.upperBound)
      let filter = firstWord(rest)
      return !TextFunctions.filters.contains(UnsafeBufferPointer(rebasing: bytes[filter]))
    }
    // A tag with its text in itself has no end: `{% trans "…" %}`.
    return !byte(trimmed(word.upperBound..<tag.inner.upperBound).lowerBound).isQuote
      && TextFunctions.translating.contains(UnsafeBufferPointer(rebasing: bytes[word]))
  }
}

import Values

extension ReferenceScan {
  /// Notes what a statement begins, ends, or sets to a list.
  func noteLoops(in tag: Range<Int>) {
    let word = firstWord(tag)
    if equals(word, "endfor") { return loops.end() }
    let isSetting = equals(word, "set")
    guard isSetting || equals(word, "for") else { return }
    let rest = trimmed(word.upperBound..<tag.upperBound)
    let name = firstWord(rest)
    let behind = trimmed(name.upperBound..<rest.upperBound)
    if isSetting {
      guard byte(behind.lowerBound) == UInt8(ascii: "=") else { return }
      let list = list(trimmed((behind.lowerBound + 1)..<behind.upperBound))
      let key = slice(name)
      loops.lists[key] = loops.lists[key] == nil ? .some(list) : .some(nil)
      return
    }
    let link = firstWord(behind)
    guard equals(link, "in"), !name.isEmpty else { return loops.begin([], over: nil) }
    let value = trimmed(link.upperBound..<behind.upperBound)
    let known = firstWord(value) == value ? loops.lists[slice(value)] ?? nil : nil
    loops.begin(slice(name), over: list(value) ?? known)
  }

  /// The strings of a list of nothing else.
  private func list(_ range: Range<Int>) -> [Range<Int>]? {
    guard let open = range.first,
      bytes[open] == UInt8(ascii: "[") || bytes[open] == UInt8(ascii: "("),
      byte(range.upperBound - 1)
        == (bytes[open] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")"))
    else { return nil }
    var items: [Range<Int>] = []
    var index = open + 1
    let end = range.upperBound - 1
    while true {
      while index < end, bytes[index].isSpace { index += 1 }
      if index == end { return items.isEmpty ? nil : items }
      guard let string = codeString(at: index, before: end), !string.isFormatted,
        first(UInt8(ascii: "\\"), in: string.inner) == nil, items.count < TemplateLoops.limit
      else { return nil }
      items.append(string.inner)
      index = string.range.upperBound
      while index < end, bytes[index].isSpace { index += 1 }
      guard index == end || bytes[index] == UInt8(ascii: ",") else { return nil }
      index += 1
      if index > end { return items }
    }
  }

  /// Makes a reference for each item in the place of those whose path a loop's variable makes.
  func expandLoops(from start: Int) {
    guard !loops.isEmpty else { return }
    var others: [Reference] = []
    for reference in found[start...] {
      guard let all = items(of: reference) else {
        others.append(reference)
        continue
      }
      for item in all where loops.seen.insert(item.lowerBound).inserted {
        loops.references.append(self.reference(reference, of: item))
      }
    }
    if others.count < found.count - start { found.replaceSubrange(start..., with: others) }
  }

  /// What the one expression in a reference's path goes through; nil where it has others, or a token that all
  /// of the files would share.
  private func items(of reference: Reference) -> [Range<Int>]? {
    guard reference.call != nil, reference.token.kind != .literal, reference.token.kind != .bare
    else { return nil }
    var holes = reference.parts.compactMap { part -> Range<Int>? in
      if case .hole(let range) = part { range } else { nil }
    }
    guard let hole = holes.popLast(), holes.isEmpty else { return nil }
    return loops.items(of: slice(trimmed(hole)))
  }

  private func reference(_ reference: Reference, of item: Range<Int>) -> Reference {
    var path: [UInt8] = []
    for part in reference.parts {
      if case .literal(let text) = part { path += text } else { path += slice(item) }
    }
    var one = reference
    one.target = slice(item)
    one.targetRange = item
    one.urlRange = item
    one.parts = [.literal(path)]
    one.call?.arguments = []
    one.call?.isWhole = false
    one.unclear = nil
    return one
  }
}

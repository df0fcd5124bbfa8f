import Values

/// Variables of templates that are set to a text, and templates that are handed them.
extension ReferenceScan {
  /// Notes what `{% set a = 'x' %}` and `{% with a='x' %}` set.
  func noteVariables(in tag: Range<Int>) {
    let word = firstWord(tag)
    guard equals(word, "set") || equals(word, "with") else { return }
    for (name, value) in assignments(in: word.upperBound..<tag.upperBound) {
      let key = slice(name)
      if let known = variables[key], known.map({ slice($0) }) != value.map({ slice($0.inner) }) {
        variables[key] = .some(nil)
      } else {
        variables[key] = .some(value?.inner)
      }
    }
  }

  /// The text that a variable is set to, where the template sets it to just one.
  func variable(_ name: Range<Int>) -> [UInt8]? {
    guard !variables.isEmpty, let value = variables[slice(name)] ?? nil else { return nil }
    return slice(value)
  }

  /// Adds the paths that `{% include "x" with path="a.js" %}` hands over.
  func addHandedPaths(in tag: Range<Int>) {
    guard !rules.handed.isEmpty else { return }
    let word = firstWord(tag)
    guard equals(word, "include") else { return }
    let start = trimmed(word.upperBound..<tag.upperBound)
    guard let template = codeString(at: start.lowerBound, before: tag.upperBound),
      let names = rules.handed[slice(template.inner)]
    else { return }
    var given: Set<[UInt8]> = []
    for (name, value) in assignments(in: template.range.upperBound..<tag.upperBound) {
      let key = slice(name)
      guard names.contains(key) else { continue }
      given.insert(key)
      if let value { addHanded(value.inner) }
    }
    for (name, value) in variables.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    where names.contains(name) && !given.contains(name) {
      if let value { addHanded(value) }
    }
  }

  private func addHanded(_ path: Range<Int>) {
    guard !path.isEmpty else { return }
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: .call, context: context,
        target: slice(path), targetRange: path, urlRange: path, parts: [.literal(slice(path))],
        token: .none,
        call: HelperCall(helper: "include", endpoint: Array("static".utf8), arguments: []),
        isCertain: !isDoubted, customProperty: nil))
  }

  /// The names in front of `=`, each with the string behind it; nil for another value.
  private func assignments(in range: Range<Int>) -> [(name: Range<Int>, value: CodeString?)] {
    var all: [(name: Range<Int>, value: CodeString?)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let string = codeString(at: index, before: range.upperBound) {
        index = string.range.upperBound
        continue
      }
      guard bytes[index] == UInt8(ascii: "="), byte(index + 1) != UInt8(ascii: "=") else {
        // `with "a.js" as path`, which Django had first, is not read.
        index += 1
        continue
      }
      let name = lastName(before: index, from: range.lowerBound)
      index += 1
      while index < range.upperBound, bytes[index].isSpace { index += 1 }
      guard !name.isEmpty else { continue }
      let string = codeString(at: index, before: range.upperBound)
      all.append((name, string.flatMap { isWhole($0, before: range.upperBound) ? $0 : nil }))
      if let string { index = string.range.upperBound }
    }
    return all
  }

  /// Whether a string is all of a value: another assignment, `only` or nothing follows.
  private func isWhole(_ string: CodeString, before end: Int) -> Bool {
    var index = string.range.upperBound
    while index < end, bytes[index].isSpace || bytes[index] == UInt8(ascii: ",") { index += 1 }
    if index == end { return true }
    let name = index
    while index < end, bytes[index].isNameByte { index += 1 }
    guard index > name else { return false }
    return equals(name..<index, "only") || equals(name..<index, "ignore")
      || equals(name..<index, "without") || byte(index) == UInt8(ascii: "=")
  }

  private func lastName(before place: Int, from start: Int) -> Range<Int> {
    var end = place
    while end > start, bytes[end - 1].isSpace { end -= 1 }
    var first = end
    while first > start, bytes[first - 1].isNameByte { first -= 1 }
    return first..<end
  }
}

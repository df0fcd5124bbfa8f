import Values

/// What becomes of strings behind their ends: a token in a text that is changed, compared or taken apart is
/// none to be rewritten.
extension CodeReader {
  /// Takes the tokens in strings that were found from an index on for computed ones, where what stands behind
  /// their end changes them.
  ///
  /// - Parameter isKnownJoined: whether it is known what is joined to them.
  mutating func compute(from count: Int, behind end: Int, isKnownJoined: Bool) {
    guard scan.found.count > count, let change = change(behind: end, of: .text) else { return }
    if change == .joined, isKnownJoined { return }
    compute(from: count, isWhole: change == .changed)
  }

  /// Takes the token of a call for a computed one, where what stands behind its end changes the URL that it
  /// makes, and notes that its URL goes on there.
  mutating func compute(callFrom count: Int, behind end: Int) {
    guard scan.found.count > count, let change = change(behind: end, of: .text) else { return }
    let place = gapEnd(from: gapEnd(from: end) + 1)
    if change == .joined, let text = scan.codeString(at: place, before: range.upperBound) {
      switch scan.byte(text.inner.lowerBound) {
      case UInt8(ascii: "#"), UInt8(ascii: "&"): return
      case UInt8(ascii: "?"):
        for index in count..<scan.found.count { scan.found[index].call?.goesOn = true }
        return
      default: break
      }
    }
    compute(from: count, isWhole: change == .changed)
  }

  /// Takes the tokens in a bracket that ends at a place for computed ones, where it or what stands behind it
  /// changes them.
  mutating func compute(_ frame: CodeFrame, endingAt place: Int) {
    guard scan.found.count > frame.foundBefore else { return }
    if frame.changesTexts || frame.bracket == .index {
      compute(from: frame.foundBefore, isWhole: true)
    } else if let change = change(behind: place + 1, of: value(of: frame)) {
      compute(from: frame.foundBefore, isWhole: change == .changed)
    }
  }

  /// Takes the tokens in strings that were found from an index on for computed ones.
  mutating func compute(from count: Int, isWhole: Bool) {
    for range in computed.added(count..<scan.found.count, isWhole: isWhole) {
      for index in range {
        let form = scan.found[index].form
        let isValue =
          form == .sourceString || form == .attribute || form == .sourceCall || form == .call
        if isWhole || isValue { scan.compute(index, isWhole: isWhole) }
      }
    }
  }

  /// What an expression is, as far as its text tells.
  enum Value {
    case text
    case list
    case members
    /// What a function made of texts.
    case result
  }

  enum Change {
    /// Something is put behind the text.
    case joined
    case changed
  }

  private func value(of frame: CodeFrame) -> Value {
    switch frame.bracket {
    case .group: frame.hasComma ? .list : .text
    case .list: .list
    case .members, .index: .members
    case .call:
      if TextFunctions.keeping.contains(lastWord(of: frame.name)) {
        .text
      } else {
        scan.equals(frame.name, "dict") ? .members : .result
      }
    }
  }

  // MARK: - Before a value

  /// Whether a string at a place is looked at for its parts, or asked for as a name.
  func isTakenApart(at place: Int) -> Bool {
    if let name {
      let word = UnsafeBufferPointer(rebasing: scan.bytes[name])
      if TextFunctions.tests.contains(word) || TextFunctions.translating.contains(word) {
        return true
      }
    }
    if language == .jinja {
      if scan.byte(place) == UInt8(ascii: "\""), holdsExpression(from: place) { return true }
      if TextFunctions.prefixes.contains(headWord(before: place)) { return true }
    }
    if previous == UInt8(ascii: "%"), language == .python || lastString != nil {
      return !fillsEnds(before: place)
    }
    guard let frame = frames.last else { return false }
    return frame.bracket == .index
      || frame.bracket == .call && TextFunctions.parting.contains(lastWord(of: frame.name))
  }

  /// The function of Go's templates or Handlebars, or the tag, whose operands stand behind it without
  /// parentheses: `{{ eq .URL "…" }}`, `{% ifequal u "…" %}`.
  private func headWord(before place: Int) -> UnsafeBufferPointer<UInt8> {
    let least = max(range.lowerBound, place - 256)
    var start = place
    while start > least, !"(|{".utf8.contains(scan.bytes[start - 1]) { start -= 1 }
    while true {
      while start < place, !scan.bytes[start].isNameByte { start += 1 }
      var end = start
      while end < place, scan.bytes[end].isNameByte || scan.bytes[end] == UInt8(ascii: ".") {
        end += 1
      }
      let word = UnsafeBufferPointer(rebasing: scan.bytes[start..<end])
      guard end < place, TextFunctions.openers.contains(word) else { return word }
      start = end
    }
  }

  /// Whether an expression stands in a string of Ruby or Twig: `"…?v=1#{minor}"`.
  private func holdsExpression(from place: Int) -> Bool {
    guard let text = scan.codeString(at: place, before: range.upperBound) else { return false }
    return scan.first("#{", in: text.inner) != nil
  }

  /// Whether a bracket that opens here holds what is put together, or what something is compared with.
  func changesTexts(in frame: CodeFrame) -> Bool {
    if frame.bracket == .group {
      return previous == UInt8(ascii: "%") ? !fillsEnds(before: index) : isMembershipTest
    }
    let word = lastWord(of: frame.name)
    if TextFunctions.joining.contains(word) { return true }
    let start = frame.name.upperBound - word.count
    if TextFunctions.translating.contains(word) { return true }
    if word.elementsEqual("join".utf8) {
      guard let separator = receiver(before: start) ?? argument() else { return true }
      return !endsURL(separator.inner.lowerBound, before: separator.inner.upperBound)
    }
    if word.elementsEqual("format".utf8) {
      if let format = receiver(before: start) { return !fillsEnds(format) }
      return scan.byte(start - 1) == UInt8(ascii: ".")
    }
    return false
  }

  /// Whether a bracket here opens behind `in` of a test, not of a loop.
  var isMembershipTest: Bool {
    guard let name, scan.equals(name, "in") else { return false }
    var end = name.lowerBound
    for _ in 0..<16 {
      while end > range.lowerBound, isBetweenNames(scan.bytes[end - 1]) { end -= 1 }
      var start = end
      while start > range.lowerBound, scan.bytes[start - 1].isNameByte { start -= 1 }
      if scan.equals(start..<end, "for") { return false }
      if start == end || isKeyword(start..<end) { return true }
      end = start
    }
    return true
  }

  private func isBetweenNames(_ byte: UInt8) -> Bool {
    byte.isSpace && (byte != UInt8(ascii: "\n") || !frames.isEmpty) || ",()*.".utf8.contains(byte)
  }

  /// Whether a bracket here holds what is asked for from the value before it.
  var isIndex: Bool {
    if let name { return !isKeyword(name) }
    return ")]}\"".utf8.contains(previous)
  }

  /// Whether a name is a word of the language.
  func isKeyword(_ name: Range<Int>) -> Bool {
    Self.keywords.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]))
  }

  /// The string whose method or filter begins at a place.
  private func receiver(before start: Int) -> CodeString? {
    guard let lastString else { return nil }
    var place = start
    for _ in 0..<2 {
      while place > range.lowerBound, scan.bytes[place - 1].isSpace { place -= 1 }
      if place == lastString.range.upperBound { return lastString }
      guard ".|".utf8.contains(scan.byte(place - 1)) else { return nil }
      place -= 1
    }
    while place > range.lowerBound, scan.bytes[place - 1].isSpace { place -= 1 }
    return place == lastString.range.upperBound ? lastString : nil
  }

  /// The string that is the first argument of the filter that opens here.
  private func argument() -> CodeString? {
    language == .jinja
      ? scan.codeString(at: gapEnd(from: index + 1), before: range.upperBound) : nil
  }

  /// Whether the values that `%` in front of a place puts into its text end where a URL can end.
  private func fillsEnds(before place: Int) -> Bool {
    guard let lastString, gapEnd(from: lastString.range.upperBound) + 1 <= place,
      scan.byte(gapEnd(from: lastString.range.upperBound)) == UInt8(ascii: "%")
    else { return false }
    return fillsEnds(lastString)
  }

  /// Whether the values that are put into a text stand where a URL can end: `'<img src="%s">'`.
  private func fillsEnds(_ format: CodeString) -> Bool {
    var index = format.inner.lowerBound
    let end = format.inner.upperBound
    while index < end {
      var close: Int?
      if scan.bytes[index] == UInt8(ascii: "{") {
        close = scan.first(UInt8(ascii: "}"), in: index..<end).map { $0 + 1 } ?? end
      } else if scan.bytes[index] == UInt8(ascii: "%") {
        close = scan.placeholder(at: index, before: end)
      }
      if let close, close < end, !endsURL(close, before: end) { return false }
      index = max(index + 1, close ?? 0)
    }
    return true
  }

  /// Whether a text goes on at a place with what is no part of a token; not where it has ended.
  private func endsURL(_ place: Int, before end: Int) -> Bool {
    guard place < end else { return false }
    if scan.bytes[place] == UInt8(ascii: "\\") {
      return "nrt\"'".utf8.contains(scan.byte(place + 1))
    }
    return TokenText.endsURL(scan.bytes[place]) || "&#".utf8.contains(scan.bytes[place])
  }

  // MARK: - Behind a value

  /// What changes the texts of a value that ends at a place.
  private func change(behind end: Int, of value: Value) -> Change? {
    var value = value
    var index = gapEnd(from: end)
    // What is joined behind a method or a filter is not read with the string.
    var joining = Change.joined
    while index < range.upperBound {
      switch (scan.bytes[index], value) {
      case (UInt8(ascii: "+"), .text), (UInt8(ascii: "~"), .text): return joining
      case (UInt8(ascii: "~"), .list), (UInt8(ascii: "~"), .members): return .changed
      case (UInt8(ascii: "["), _):
        if value == .text || value == .result && isSlice(at: index + 1) { return .changed }
        if value == .result { return nil }
        value = .text
        joining = .changed
        index = scan.bracketEnd(index, before: min(range.upperBound, index + 1024))
      case (UInt8(ascii: "*"), .text): return .changed
      case (UInt8(ascii: ":"), .text): return .changed
      case (UInt8(ascii: "%"), .text): return language == .python ? .joined : nil
      case (UInt8(ascii: "."), _), (UInt8(ascii: "|"), _):
        let isFilter = scan.bytes[index] == UInt8(ascii: "|")
        if isFilter, language != .jinja { return nil }
        let name = nameRange(from: gapEnd(from: index + 1))
        guard !name.isEmpty else { return nil }
        let word = UnsafeBufferPointer(rebasing: scan.bytes[name])
        let arguments = argumentsEnd(behind: name.upperBound, isFilter: isFilter)
        switch self.value(of: value, after: word, name.upperBound..<arguments, isFilter: isFilter) {
        case .unknown: return nil
        case .changed: return .changed
        case .value(let next): value = next
        }
        joining = .changed
        index = arguments
      default:
        return value == .text && isTest(at: index) ? .changed : nil
      }
      index = gapEnd(from: index)
    }
    return nil
  }

  /// What is known of a value behind a method or filter.
  private enum Outcome {
    case value(Value)
    case changed
    case unknown
  }

  /// The value that a method or filter makes of one.
  private func value(
    of value: Value, after word: UnsafeBufferPointer<UInt8>, _ arguments: Range<Int>, isFilter: Bool
  ) -> Outcome {
    switch value {
    case .text:
      if isFilter { return TextFunctions.filters.contains(word) ? .value(.text) : .changed }
      if word.elementsEqual("splitlines".utf8) { return .value(.list) }
      if word.elementsEqual("split".utf8) {
        return splitsURLs(arguments) ? .value(.list) : .changed
      }
      if word.elementsEqual("strip".utf8) || word.elementsEqual("rstrip".utf8) {
        return arguments.count > 2 ? .changed : .value(.text)
      }
      return TextFunctions.methods.contains(word) ? .value(.text) : .changed
    case .list:
      if word.elementsEqual("join".utf8) {
        let separator = scan.codeString(at: arguments.lowerBound + 1, before: arguments.upperBound)
        guard let inner = separator?.inner else { return .changed }
        return endsURL(inner.lowerBound, before: inner.upperBound) ? .value(.text) : .changed
      }
      if TextFunctions.choosing.contains(word) { return .value(.text) }
      return isFilter && !TextFunctions.listFilters.contains(word) ? .changed : .value(.list)
    case .members:
      let isCall = !isFilter && scan.byte(arguments.lowerBound) == UInt8(ascii: "(")
      return isFilter || isCall && !word.elementsEqual("get".utf8) ? .unknown : .value(.text)
    case .result:
      if TextFunctions.changing.contains(word) { return .changed }
      return isFilter && TextFunctions.filters.contains(word) ? .value(.result) : .unknown
    }
  }

  /// Whether a text is parted where URLs end: `.split()`, `.split(", ")`.
  private func splitsURLs(_ arguments: Range<Int>) -> Bool {
    if arguments.count <= 2 { return true }
    guard let text = scan.codeString(at: arguments.lowerBound + 1, before: arguments.upperBound)
    else { return false }
    return text.range.upperBound == arguments.upperBound - 1
      && endsURL(text.inner.lowerBound, before: text.inner.upperBound)
  }

  /// Whether an index takes a part of a text: `[2:]`.
  private func isSlice(at start: Int) -> Bool {
    var index = gapEnd(from: start)
    while index < range.upperBound,
      scan.bytes[index].isNameByte || scan.bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    return scan.byte(gapEnd(from: index)) == UInt8(ascii: ":")
  }

  /// Whether a comparison by a word stands at a place: `in`, `not in`, `is`.
  private func isTest(at place: Int) -> Bool {
    let name = nameRange(from: place)
    return scan.equals(name, "in") || scan.equals(name, "is") || scan.equals(name, "not")
  }

  /// Behind the arguments of a method or filter; the place itself where it has none.
  private func argumentsEnd(behind place: Int, isFilter: Bool) -> Int {
    let limit = min(range.upperBound, place + 1024)
    if scan.byte(place) == UInt8(ascii: "(") { return scan.parenthesisEnd(place, before: limit) }
    guard isFilter, scan.byte(place) == UInt8(ascii: ":") else { return place }
    var index = place
    while index < limit, scan.bytes[index] != UInt8(ascii: "|") {
      if scan.bytes[index].isQuote, let text = scan.codeString(at: index, before: limit) {
        index = text.range.upperBound
      } else {
        index += 1
      }
    }
    return index
  }

  /// Behind white space; a line's end is one, but within brackets.
  private func gapEnd(from start: Int) -> Int {
    var index = start
    while index < range.upperBound, scan.bytes[index].isSpace,
      scan.bytes[index] != UInt8(ascii: "\n") || !frames.isEmpty || language == .jinja
    {
      index += 1
    }
    return index
  }

  private func nameRange(from start: Int) -> Range<Int> {
    var index = start
    while index < range.upperBound, scan.bytes[index].isNameByte { index += 1 }
    return start..<index
  }

  private func lastWord(of name: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: scan.bytes[scan.lastPart(of: name)])
  }

  private static let keywords = WordSet([
    "return", "yield", "in", "if", "elif", "else", "and", "or", "not", "is", "await", "while",
    "set", "assert", "print", "lambda",
  ])
}

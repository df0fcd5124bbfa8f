import Values

/// What is known of variables in a script: the texts of constants, and who asks for what they are set to.
extension JavaScriptReader {
  /// The greatest number of variables that are looked up in a script.
  private static let lookups = 32

  // MARK: - Who asks

  func fetch(ofCall name: Range<Int>) -> Fetch {
    if FetchNames.isWorkerCall(name, in: scan) { return .worker }
    return FetchNames.isCall(name, in: scan) ? .page : .no
  }

  /// Takes over what is known of the brackets around: a list or object that a call is handed, or a variable
  /// set to.
  func inherit(_ frame: inout Frame) {
    guard frame.byte != UInt8(ascii: "(") || frame.fetch == .no else { return }
    let outer = frames[frames.count - 1]
    switch previous {
    case .other(UInt8(ascii: "=")): frame.variable = assigned(before: index)
    case .other(UInt8(ascii: "(")), .other(UInt8(ascii: ",")), .other(UInt8(ascii: "[")),
      .other(UInt8(ascii: ":")), .other(UInt8(ascii: "*")):
      // `[`, `{` and what stands in them; a call's arguments are its own.
      guard frame.byte != UInt8(ascii: "(") else { return }
      (frame.fetch, frame.variable) = (outer.fetch, outer.variable)
    default: break
    }
  }

  /// Who asks for the URL that a string is.
  mutating func fetch(_ string: JavaScriptString) -> Fetch {
    let frame = frames[frames.count - 1]
    if frame.fetch != .no { return frame.fetch }
    switch string.before {
    case .other(UInt8(ascii: "=")):
      guard let name = assigned(before: string.range.lowerBound) else { return .no }
      if FetchNames.isProperty(name, in: scan) { return .page }
      return fetch(ofVariable: name)
    case .other(UInt8(ascii: ":")):
      if let name = assigned(before: string.range.lowerBound),
        FetchNames.isProperty(name, in: scan)
      {
        return .page
      }
    case .other(UInt8(ascii: ",")) where frame.owner != nil:
      // `setAttribute("src", …)`
      var end = string.range.lowerBound
      while end > range.lowerBound, !scan.byte(end - 1).isQuote { end -= 1 }
      var start = end - 1
      while start > range.lowerBound, scan.byte(start - 1).isNameByte { start -= 1 }
      if FetchNames.isProperty(start..<max(start, end - 1), in: scan) { return .page }
    default: break
    }
    return frame.variable.map { fetch(ofVariable: $0) } ?? .no
  }

  /// The name that stands in front of the `=` or `:` before a place.
  private func assigned(before place: Int) -> Range<Int>? {
    var index = place
    while index > range.lowerBound, scan.bytes[index - 1].isSpace { index -= 1 }
    guard index > range.lowerBound,
      scan.byte(index - 1) == UInt8(ascii: "=") || scan.byte(index - 1) == UInt8(ascii: ":")
    else { return nil }
    index -= 1
    while index > range.lowerBound, scan.bytes[index - 1].isSpace { index -= 1 }
    if scan.byte(index - 1).isQuote { index -= 1 }
    let end = index
    while index > range.lowerBound,
      scan.bytes[index - 1].isNameByte || scan.bytes[index - 1] == UInt8(ascii: "$")
    {
      index -= 1
    }
    return index < end ? index..<end : nil
  }

  /// Who asks for what a variable is set to: a call that it is handed to, or a property that is set to it.
  private mutating func fetch(ofVariable variable: Range<Int>) -> Fetch {
    let name = scan.slice(variable)
    if let known = fetches[name] { return known }
    guard fetches.count < Self.lookups else { return .no }
    var answer = Fetch.no
    var start = range.lowerBound
    while answer == .no, let place = scan.firstName(name, from: start), place < range.upperBound {
      start = place + name.count
      if place != variable.lowerBound { answer = fetch(at: place) }
    }
    fetches[name] = answer
    return answer
  }

  /// Who asks for what stands at a place, the first argument of a call or what a property is set to.
  private func fetch(at place: Int) -> Fetch {
    var index = place
    while scan.byte(index - 1).isSpace { index -= 1 }
    // `addAll([...SHELL])`, `addAll(SHELL.concat(…))`
    while index > range.lowerBound, ".[".utf8.contains(scan.byte(index - 1)) { index -= 1 }
    if scan.byte(index - 1) == UInt8(ascii: "=") {
      return assigned(before: index).map { FetchNames.isProperty($0, in: scan) } ?? false
        ? .page : .no
    }
    guard scan.byte(index - 1) == UInt8(ascii: "(") else { return .no }
    let end = index - 1
    var start = end
    while start > range.lowerBound, scan.byte(start - 1).isNameByte { start -= 1 }
    return fetch(ofCall: start..<end)
  }

  // MARK: - Constants

  /// Notes the text that a constant is set to.
  mutating func note(_ string: JavaScriptString, _ text: TargetText) {
    guard string.before == .other(UInt8(ascii: "=")), string.holes.isEmpty, text.bytes.count < 256,
      !text.bytes.contains(TargetText.hole), let name = assigned(before: string.range.lowerBound)
    else { return }
    var index = string.range.upperBound
    while index < range.upperBound, scan.bytes[index] == UInt8(ascii: " ") { index += 1 }
    let isWhole = index == range.upperBound || ";,\n\r".utf8.contains(scan.bytes[index])
    let key = scan.slice(name)
    if let known = constants[key] {
      if known?.bytes != text.bytes || !isWhole { constants[key] = .some(nil) }
      return
    }
    var start = name.lowerBound
    while start > range.lowerBound, scan.bytes[start - 1].isSpace { start -= 1 }
    let isDeclared = isWhole && scan.matches("const", at: start - 5)
    constants[key] = .some(isDeclared ? text : nil)
  }

  /// The text of the constant that an expression is.
  private func constant(_ expression: Range<Int>) -> TargetText? {
    guard !constants.isEmpty else { return nil }
    var name = scan.trimmed(expression)
    if scan.byte(name.lowerBound) == UInt8(ascii: "$"),
      scan.byte(name.lowerBound + 1) == UInt8(ascii: "{"), name.count > 3
    {
      name = scan.trimmed((name.lowerBound + 2)..<(name.upperBound - 1))
    }
    guard name.count < 64 else { return nil }
    return constants[scan.slice(name)] ?? nil
  }

  /// Adds what an expression stands for: a constant's text as far as it is a path, the names of a query, and
  /// a hole for a token or anything else.
  func append(valueOf expression: Range<Int>, to text: inout TargetText) {
    guard let value = constant(expression), !text.bytes.contains(UInt8(ascii: "?")) else {
      text.appendHole(expression)
      return
    }
    guard let query = value.bytes.firstIndex(of: UInt8(ascii: "?")) else {
      for byte in value.bytes { text.append(byte, expression) }
      return
    }
    let names = value.bytes.lastIndex(of: UInt8(ascii: "=")) ?? query
    for byte in value.bytes[...names] { text.append(byte, expression) }
    if names + 1 < value.bytes.count { text.appendHole(expression) }
  }

  /// The name in front of the `+` before a place, where nothing else stands in front of it.
  func operand(before place: Int) -> Range<Int>? {
    var index = place
    while index > range.lowerBound, scan.bytes[index - 1].isSpace { index -= 1 }
    guard index > range.lowerBound, scan.bytes[index - 1] == UInt8(ascii: "+") else { return nil }
    index -= 1
    while index > range.lowerBound, scan.bytes[index - 1].isSpace { index -= 1 }
    let end = index
    while index > range.lowerBound,
      scan.bytes[index - 1].isNameByte || scan.bytes[index - 1] == UInt8(ascii: "$")
    {
      index -= 1
    }
    let name = index..<end
    while index > range.lowerBound, scan.bytes[index - 1].isSpace { index -= 1 }
    let before = scan.byte(index - 1)
    return name.isEmpty || before == UInt8(ascii: ".") || before == UInt8(ascii: "+") ? nil : name
  }
}

import Site
import Values

/// The calls of helpers.
extension ReferenceScan {
  /// The helper of a dotted name, by its index among the calls.
  func helper(_ name: Range<Int>, in language: CodeLanguage) -> Int? {
    let last = lastPart(of: name)
    func isCalled(_ helper: CallHelper) -> Bool {
      holds(helper.isName ? last : name, helper.name)
        && (language == .jinja || !helper.helper.isForTemplates)
    }
    guard let places = rules.callPlaces else {
      return rules.callHelpers.firstIndex(where: isCalled)
    }
    return places[Array(bytes[last])]?.first { isCalled(rules.callHelpers[$0]) }
  }

  /// The part of a dotted name behind the last dot.
  func lastPart(of name: Range<Int>) -> Range<Int> {
    var low = name.upperBound
    while low > name.lowerBound, bytes[low - 1] != UInt8(ascii: ".") { low -= 1 }
    return low..<name.upperBound
  }

  /// Adds the reference that the call of a helper is.
  func addCall(_ helper: CallHelper, _ frame: CodeFrame, form: ReferenceForm, end: Int) {
    var call = HelperCall(helper: helper.helper.name, endpoint: nil, arguments: [])
    if helper.helper.root == nil,
      let root = argument(helper.helper.rootArgument ?? .place(0), of: frame)
    {
      call.endpoint = lone(root.value).map { slice($0.inner) }
    }
    guard let path = pathArgument(helper, frame, endpoint: call.endpoint) else { return }
    var (written, target) = value(path)
    if written.count == 1, case .hole = written[0], let text = variable(path) {
      written = [.literal(text)]
    }
    if helper.keyword == nil,
      !written.contains(where: { if case .literal = $0 { true } else { false } })
    {
      return
    }
    let parts = helper.whole(written)
    for argument in frame.arguments {
      guard let keyword = argument.keyword else {
        // `**extra` hands on keywords that nobody sees.
        let mark = argument.value.lowerBound
        if byte(mark) == UInt8(ascii: "*"), byte(mark + 1) == UInt8(ascii: "*") {
          call.arguments.append(
            HelperCall.Argument(name: Array("**".utf8), parts: [.hole(argument.value)]))
        }
        continue
      }
      call.arguments.append(
        HelperCall.Argument(
          name: slice(keyword),
          parts: argument.value == path ? parts : value(argument.value).parts))
    }
    let whole = frame.name.lowerBound..<end
    var token = token(of: frame, helper.helper, path: path, endpoint: call.endpoint)
    var unclear: UnclearParameter?
    if token.kind == .none {
      let query = joinedQuery(behind: end)
      token = query?.token ?? .none
      unclear = query?.unclear ?? self.unclear(among: call.arguments, but: parts)
    }
    if token.kind == .none { token.kind = helper.addedKind }
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: form, context: context,
        target: target == path ? slice(target) : bytes(of: target, as: written),
        targetRange: target, urlRange: whole, parts: parts,
        token: token, call: call, isCertain: !isDoubted, customProperty: nil, unclear: unclear))
  }

  /// Adds the reference of a path that a filter makes a URL of, `{{ 'a.css'|asset }}`; false where no
  /// such filter follows.
  func addFiltered(_ path: CodeString, before end: Int) -> Bool {
    guard !path.isFormatted, let filter = filter(behind: path, before: end) else { return false }
    if addSiteURL(path, by: filter) { return true }
    let start = filter.lowerBound
    var index = filter.upperBound
    guard let helper = rules.filterHelpers.first(where: { holds(start..<index, $0.name) }) else {
      return false
    }
    if index < end, bytes[index] == UInt8(ascii: "(") { index = parenthesisEnd(index, before: end) }
    let (written, target) = value(path.range)
    let query = joinedQuery(behind: index)
    var token = query?.token ?? .none
    if token.kind == .none { token.kind = helper.addedKind }
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: .call, context: context,
        target: bytes(of: target, as: written), targetRange: target,
        urlRange: path.range.lowerBound..<index, parts: helper.whole(written), token: token,
        call: HelperCall(helper: helper.helper.name, endpoint: nil, arguments: []),
        isCertain: !isDoubted, customProperty: nil, unclear: query?.unclear))
    return true
  }

  /// The name of the filter that follows a string.
  private func filter(behind string: CodeString, before end: Int) -> Range<Int>? {
    var index = string.range.upperBound
    while index < end, bytes[index].isSpace { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "|") else { return nil }
    index += 1
    while index < end, bytes[index].isSpace { index += 1 }
    let start = index
    while index < end, bytes[index].isNameByte || bytes[index] == BytePath.dot { index += 1 }
    return start..<index
  }

  /// Adds a path without a slash in front that Jekyll makes a URL of, counted from the site's top.
  ///
  /// `{{ 'a.css' | relative_url }}` is what `{{ '/a.css' | relative_url }}` is, any other URL.
  private func addSiteURL(_ path: CodeString, by filter: Range<Int>) -> Bool {
    guard byte(path.inner.lowerBound).isNameByte,
      equals(filter, "relative_url") || equals(filter, "absolute_url")
    else { return false }
    var text = TargetText()
    text.append(BytePath.slash, path.inner.lowerBound..<path.inner.lowerBound)
    add(text.appending(self.text(path.inner)), URLUse(form: .attribute))
    return true
  }

  /// An argument by its keyword, or by its place among those without.
  private func argument(_ wanted: HelperArgument, of frame: CodeFrame) -> CodeFrame.Argument? {
    switch wanted {
    case .keyword(let name):
      return frame.arguments.first { argument in
        argument.keyword.map { bytes[$0].elementsEqual(name.utf8) } ?? false
      }
    case .place(let place):
      let all = frame.arguments.lazy.filter { $0.keyword == nil }
      return all.dropFirst(place).first
    }
  }

  /// The query that is joined to a call, `url_for(…) ~ '?v=5'`.
  private func joinedQuery(behind end: Int) -> Query? {
    var index = end
    while byte(index) == UInt8(ascii: " ") { index += 1 }
    guard byte(index) == UInt8(ascii: "+") || byte(index) == UInt8(ascii: "~"),
      let text = codeText(
        from: index + 1, before: min(bytes.count, index + 256), newlineEnds: true),
      text.bytes.first == UInt8(ascii: "?")
    else { return nil }
    let end = text.bytes.firstIndex(where: TokenText.endsURL) ?? text.bytes.count
    return query(in: text[0..<end], from: 0)
  }

  /// The keyword that may be a version, of those that are plain text.
  private func unclear(
    among arguments: [HelperCall.Argument], but path: [TargetPart]
  ) -> UnclearParameter? {
    UnclearParameter.likeliest(
      arguments.lazy.compactMap { argument in
        guard argument.parts != path, let text = argument.parts.plainText else { return nil }
        return UnclearParameter(name: argument.name[...], value: Array(text.utf8)[...])
      })
  }

  private func pathArgument(
    _ helper: CallHelper, _ frame: CodeFrame, endpoint: [UInt8]?
  ) -> Range<Int>? {
    guard let keyword = helper.keyword else {
      return self.argument(.place(helper.helper.pathPlace), of: frame)?.value
        ?? helper.alias.flatMap { value(of: $0, in: frame) }
    }
    if let endpoint, let own = ownEndpoint(endpoint) {
      return own.arguments.last.flatMap { value(of: Array($0.utf8), in: frame) }
    }
    if let value = value(of: keyword, in: frame) { return value }
    let isStatic = endpoint.map { $0.elementsEqual("static".utf8) } ?? false
    return isStatic ? value(of: Array("path".utf8), in: frame) : nil
  }

  /// The argument with a keyword.
  private func value(of keyword: [UInt8], in frame: CodeFrame) -> Range<Int>? {
    for argument in frame.arguments {
      if let name = argument.keyword, holds(name, keyword) { return argument.value }
    }
    return nil
  }

  func ownEndpoint(_ name: [UInt8]) -> OwnEndpoint? {
    rules.endpoints[name]
  }

  /// The string that an argument is, where it is one and plain.
  func lone(_ range: Range<Int>) -> CodeString? {
    guard let string = codeString(at: range.lowerBound, before: range.upperBound),
      string.range == range, !string.isFormatted
    else { return nil }
    return string
  }

  /// The parts of an argument, and where its target stands: a plain string's between the quotes, or
  /// the expression's.
  private func value(_ range: Range<Int>) -> (parts: [TargetPart], target: Range<Int>) {
    if let string = lone(range) {
      var text = TargetText()
      append(string, to: &text, placeholders: false)
      return (text.parts(0..<text.bytes.count), string.inner)
    }
    let text = codeText(from: range.lowerBound, before: range.upperBound)
    return (text.map { $0.parts(0..<$0.bytes.count) } ?? [.hole(range)], range)
  }

  /// The token that a call hands over: the keyword that is a version.
  private func token(
    of frame: CodeFrame, _ helper: ReferenceHelper, path: Range<Int>, endpoint: [UInt8]?
  ) -> ReferenceToken {
    if let wanted = helper.token {
      return argument(wanted, of: frame).map(token) ?? .none
    }
    let endpoint = endpoint.flatMap(ownEndpoint)
    if let wanted = endpoint?.token {
      return argument(.keyword(wanted), of: frame).map(token) ?? .none
    }
    let own = endpoint?.arguments ?? []
    let others = frame.arguments.filter { argument in
      guard let keyword = argument.keyword, argument.value != path else { return false }
      return !own.contains { $0.utf8.elementsEqual(bytes[keyword]) }
    }
    let versions = others.filter(isVersion)
    var token = versions.first.map(self.token) ?? .none
    token.isDoubled = versions.count > 1
    return token
  }

  /// Whether an argument is the version of its file, and not the application's own.
  private func isVersion(_ argument: CodeFrame.Argument) -> Bool {
    guard let keyword = argument.keyword else { return false }
    let name = slice(keyword)
    if rules.parameters.contains(name) { return true }
    if let string = lone(argument.value) {
      var text = TargetText()
      append(string, to: &text, placeholders: false)
      let isMark = TokenText.isPlaceholder(text.bytes[...])
      return isMark
        ? TokenNames.contains(name[...]) : TokenNames.isVersion(name[...], text.bytes[...])
    }
    if bytes[argument.value].allSatisfy(\.isDigit) {
      return TokenNames.isVersion(name[...], slice(argument.value)[...])
    }
    return TokenNames.contains(name[...]) || isVersion(expression: argument.value)
  }

  /// The token that an argument is.
  private func token(_ chosen: CodeFrame.Argument) -> ReferenceToken {
    var token = ReferenceToken(
      kind: .literal, parameter: chosen.keyword.map(slice), text: slice(chosen.value),
      range: chosen.value)
    if let string = lone(chosen.value) {
      var text = TargetText()
      append(string, to: &text, placeholders: false)
      token.text = text.bytes
      token.range = string.inner
      if TokenText.isPlaceholder(text.bytes[...]) { token.kind = .computed }
    } else if !bytes[chosen.value].allSatisfy({ $0.isDigit }) {
      token.kind = changes(chosen.value) ? .changing : .computed
    }
    return token
  }
}

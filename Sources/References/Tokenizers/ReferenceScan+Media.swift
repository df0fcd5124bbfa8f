import Values

/// The styles and scripts that forms and the admin of Django ask for (Django 5.2, "Form Assets"): a class
/// `Media` with `css` and `js`, and calls of `Media(css=…, js=…)`.
extension ReferenceScan {
  /// Adds the files of a Python source, once its other strings are read.
  func scanMedia(_ range: Range<Int>) {
    guard let helper = rules.tagHelpers.first(where: { $0.name.elementsEqual("static".utf8) }),
      first("Media", in: range) != nil, first("django", in: range) != nil
    else { return }
    var paths: [Range<Int>] = []
    var start = range.lowerBound
    while let place = first("Media", in: start..<range.upperBound) {
      start = place + 5
      if isClass(place), let body = bodyStart(behind: start, before: range.upperBound) {
        start = takeMedia(
          from: body, before: range.upperBound, outside: indentation(of: place), into: &paths)
      } else if byte(start) == UInt8(ascii: "("), !byte(place - 1).isNameByte {
        start = takeMedia(from: start + 1, before: range.upperBound, outside: nil, into: &paths)
      }
    }
    guard !paths.isEmpty else { return }
    let places = Set(paths.map(\.lowerBound))
    found.removeAll { places.contains($0.targetRange.lowerBound) }
    for path in paths { add(path, by: helper) }
  }

  private func add(_ path: Range<Int>, by helper: CallHelper) {
    var token = ReferenceToken.none
    token.kind = helper.addedKind
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: .call, context: .live,
        target: slice(path), targetRange: path, urlRange: path,
        parts: helper.whole([.literal(slice(path))]), token: token,
        call: HelperCall(helper: helper.helper.name, endpoint: nil, arguments: []),
        isCertain: true, customProperty: nil))
  }

  /// Whether `class` stands in front of a name, and nothing in front of that.
  private func isClass(_ place: Int) -> Bool {
    let line = lineStart(of: place)
    return equals(trimmed(line..<place), "class") && !byte(place + 5).isNameByte
  }

  private func lineStart(of place: Int) -> Int {
    var start = place
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  private func indentation(of place: Int) -> Int {
    let start = lineStart(of: place)
    var end = start
    while byte(end) == UInt8(ascii: " ") || byte(end) == UInt8(ascii: "\t") { end += 1 }
    return end - start
  }

  /// The place behind the colon of a class; nil where there is none on its line.
  private func bodyStart(behind place: Int, before end: Int) -> Int? {
    let line = first(UInt8(ascii: "\n"), in: place..<end) ?? end
    return first(UInt8(ascii: ":"), in: place..<line).map { $0 + 1 }
  }

  /// Takes the paths that `css` and `js` are set to.
  ///
  /// - Parameters:
  ///   - indentation: that of the class, which ends at a line that stands no deeper; nil in a call, which ends
  ///     at its bracket.
  /// - Returns: where the class or call ends.
  private func takeMedia(
    from start: Int, before end: Int, outside indentation: Int?, into paths: inout [Range<Int>]
  ) -> Int {
    var index = start
    /// The brackets that are open, and whether each is that of a list.
    var lists: [Bool] = []
    var target = 0..<0
    var name = 0..<0
    while index < end {
      if let string = codeString(at: index, before: end) {
        if lists.last ?? false, equals(target, "css") || equals(target, "js"), isPath(string) {
          paths.append(string.inner)
        }
        index = string.range.upperBound
        name = 0..<0
        continue
      }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n") where lists.isEmpty:
        guard let indentation else { break }
        let line = trimmed((index + 1)..<(first(UInt8(ascii: "\n"), in: (index + 1)..<end) ?? end))
        if !line.isEmpty, bytes[line.lowerBound] != UInt8(ascii: "#"),
          self.indentation(of: line.lowerBound) <= indentation
        {
          return index
        }
      case UInt8(ascii: "#"):
        index = first(UInt8(ascii: "\n"), in: index..<end).map { $0 - 1 } ?? end
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        // A bracket behind a name is a call's.
        lists.append(
          byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") && name.upperBound != index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if lists.isEmpty { return index }
        lists.removeLast()
      case UInt8(ascii: "=") where lists.isEmpty && self.byte(index + 1) != UInt8(ascii: "="):
        target = name
      case _ where byte.isNameByte:
        let first = index
        while index < end, bytes[index].isNameByte { index += 1 }
        name = first..<index
        continue
      default: break
      }
      index += 1
    }
    return end
  }

  /// Whether a string is a path below the static files, and no key of a dictionary.
  private func isPath(_ string: CodeString) -> Bool {
    guard !string.isFormatted, !string.inner.isEmpty,
      byte(string.inner.lowerBound) != BytePath.slash,
      first("://", in: string.inner) == nil, first(UInt8(ascii: "\\"), in: string.inner) == nil
    else { return false }
    var next = string.range.upperBound
    while byte(next).isSpace { next += 1 }
    return byte(next) == UInt8(ascii: ",") || byte(next) == UInt8(ascii: "]")
      || byte(next) == UInt8(ascii: ")")
  }
}

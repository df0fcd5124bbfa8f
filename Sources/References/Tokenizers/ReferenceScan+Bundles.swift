import Values

/// The sources of bundles of webassets and Flask-Assets, `Bundle("a.css", …)` and `{% assets "a.css", … %}`
/// (webassets.readthedocs.io, bundles; flask-assets.readthedocs.io, using the bundles).
///
/// They are paths below the static files; what has no ending is a bundle's name, what has `*` a pattern.
extension ReferenceScan {
  /// Adds the files that bundles of a Python source are made of, once its other strings are read.
  func scanBundles(_ range: Range<Int>) {
    guard first("Bundle(", in: range) != nil,
      first("flask_assets", in: range) != nil || first("webassets", in: range) != nil
    else { return }
    var paths: [Range<Int>] = []
    var start = range.lowerBound
    while let place = first("Bundle(", in: start..<range.upperBound) {
      start = place + 7
      guard !byte(place - 1).isNameByte else { continue }
      start = takeBundle(from: start, before: range.upperBound, into: &paths)
    }
    let places = Set(paths.map(\.lowerBound))
    found.removeAll { places.contains($0.targetRange.lowerBound) }
    for path in paths { addBundled(path) }
  }

  /// Reads `{% assets "a.css", output="…" %}`; false for another tag, or one that names bundles alone.
  func scanBundleTag(_ inner: Range<Int>) -> Bool {
    let word = firstWord(inner)
    guard equals(word, "assets") else { return false }
    var paths: [Range<Int>] = []
    _ = takeBundle(from: word.upperBound, before: inner.upperBound, into: &paths)
    for path in paths { addBundled(path) }
    return !paths.isEmpty
  }

  private func addBundled(_ path: Range<Int>) {
    var token = ReferenceToken.none
    token.kind = .automatic
    // Where the files lie may be set by the environment: those that are there count.
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: .call, context: context,
        target: slice(path), targetRange: path, urlRange: path, parts: [.literal(slice(path))],
        token: token, call: HelperCall(helper: "static", endpoint: nil, arguments: []),
        isCertain: false, customProperty: nil))
  }

  /// An open bracket in the arguments of a bundle.
  private struct BundleFrame {
    /// Whether what stands in it is a source.
    var isOfSources: Bool
    /// Whether the argument that is read has a keyword.
    var hasKeyword = false
  }

  /// Takes the sources among the arguments of a bundle, and of the bundles in them.
  ///
  /// - Returns: where its bracket ends.
  private func takeBundle(
    from start: Int, before end: Int, into paths: inout [Range<Int>]
  ) -> Int {
    var index = start
    var frames = [BundleFrame(isOfSources: true)]
    var name = 0..<0
    var last: UInt8 = 0
    while index < end {
      if let string = codeString(at: index, before: end) {
        if let frame = frames.last, frame.isOfSources, !frame.hasKeyword, isSource(string) {
          paths.append(string.inner)
        }
        index = string.range.upperBound
        (name, last) = (0..<0, 0)
        continue
      }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "#"):
        index = first(0x0A, in: index..<end) ?? end
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        let isBundle = byte == UInt8(ascii: "(") && equals(name, "bundle")
        let isSpread = last == UInt8(ascii: "*") || byte == UInt8(ascii: "(") && name.isEmpty
        let outer = frames.last.map { $0.isOfSources && !$0.hasKeyword } ?? false
        frames.append(BundleFrame(isOfSources: outer && (isBundle || isSpread)))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        frames.removeLast()
        if frames.isEmpty { return index }
      case UInt8(ascii: ","): frames[frames.count - 1].hasKeyword = false
      case UInt8(ascii: "="): frames[frames.count - 1].hasKeyword = true
      case _ where byte.isNameByte:
        let first = index
        while index < end, bytes[index].isNameByte { index += 1 }
        (name, last) = (first..<index, 0)
        continue
      default: break
      }
      if !byte.isSpace { (name, last) = (0..<0, byte) }
      index += 1
    }
    return end
  }

  /// Whether a string is a file's path below the static files, and whole.
  private func isSource(_ string: CodeString) -> Bool {
    let text = slice(string.inner)
    guard !string.isFormatted, FileExtensions.ends(text[...]) || isStyleSource(text),
      text.first != BytePath.slash, first("://", in: string.inner) == nil,
      !text.contains(where: { [0x5C, 0x2A, 0x3F, 0x5B].contains($0) })
    else { return false }
    var next = string.range.upperBound
    while byte(next).isSpace { next += 1 }
    return byte(next) == UInt8(ascii: ",") || byte(next) == UInt8(ascii: ")")
      || byte(next) == UInt8(ascii: "]") || byte(next) == UInt8(ascii: "%")
      || byte(next) == UInt8(ascii: "-")
  }

  private func isStyleSource(_ text: [UInt8]) -> Bool {
    ReferenceLanguage.isCompiledStyle(BytePath(bytes: text))
  }
}

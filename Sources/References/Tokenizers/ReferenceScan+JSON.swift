import Values

/// JSON: strings, and of a web manifest the URLs of its images (Web Application Manifest, section 1).
extension ReferenceScan {
  /// Reads JSON; what is no JSON is passed over.
  func scanJSON(_ range: Range<Int>, isManifest: Bool) {
    var reader = JSONReader(scan: self, range: range)
    var key: Range<Int>?
    // The outermost object that stands in a list of images.
    var images: Int?
    var end = range.lowerBound
    while let string = reader.next() {
      if let outer = images, string.depth < outer { images = nil }
      if !bytes[end..<string.inner.lowerBound - 1].allSatisfy({
        $0.isSpace || $0 == UInt8(ascii: ":")
      }) {
        key = nil
      }
      end = reader.index
      if string.isKey {
        key = string.inner
        if images == nil, isManifest, isImages(string.inner) { images = string.depth + 1 }
        continue
      }
      if string.hasCall {
        // The call itself is found in its tag.
      } else if let images, string.depth >= images, let key, equals(key, "src") {
        add(string.text, URLUse(form: .json, isCertain: true))
      } else if mayName(string.text) {
        addString(string.text, .json)
      }
      key = nil
    }
    steps += range.count
  }

  /// Whether a key of a web manifest holds images (Web Application Manifest, "ImageResource"); the manifest
  /// of a bundler has sources of its own under `src`.
  private func isImages(_ key: Range<Int>) -> Bool {
    equals(key, "icons") || equals(key, "screenshots") || equals(key, "icons_localized")
  }

  /// A quick look: whether a string of JSON holds a URL with a prefix.
  private func mayName(_ text: TargetText) -> Bool {
    if rules.prefixes.contains(where: { text.bytes.starts(with: $0) }) { return true }
    return text.bytes.contains(where: TokenText.endsURL) && text.bytes.contains(UInt8(ascii: "?"))
  }

  /// Reads an import map (HTML, "import maps"): what modules its names stand for, and the digests that
  /// they must have.
  func scanImportMap(_ range: Range<Int>) {
    var reader = JSONReader(scan: self, range: range)
    var part: Range<Int>?
    var url: TargetText?
    while let string = reader.next() {
      if string.isKey, string.depth == 1 {
        part = string.inner
      } else if let part, !string.hasCall {
        let isIntegrity = equals(part, "integrity")
        if string.isKey {
          url = string.text
          servedNames.modules.append(string.text.bytes)
          // A name that is a URL without a token stands for the importers' text.
          if isIntegrity || string.text.bytes.contains(UInt8(ascii: "?")) { addModule(string.text) }
        } else if isIntegrity {
          if let url, !url.bytes.isEmpty {
            integrities.append((url.source(0..<url.bytes.count), string.inner))
          }
        } else {
          addModule(string.text)
        }
      }
    }
    steps += range.count
  }

  private func addModule(_ text: TargetText) {
    let isURL = text.bytes.first == UInt8(ascii: "/") || text.bytes.first == UInt8(ascii: ".")
    if isURL { add(text, URLUse(form: .scriptImport, isCertain: true)) }
  }
}

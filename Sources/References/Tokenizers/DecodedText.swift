/// A part of a file as it is meant, with escapes and character references taken out, and where each byte
/// stands in the file.
struct DecodedText {
  private(set) var bytes: [UInt8] = []
  /// Where in the file each byte begins, and ends.
  private var starts: [Int] = []
  private var ends: [Int] = []
  /// The template tags and other expressions in it, in the places that they have here.
  private(set) var tags: [TemplateTag] = []

  /// Adds a byte that stands in some bytes of the file.
  mutating func append(_ byte: UInt8, _ range: Range<Int>) {
    bytes.append(byte)
    starts.append(range.lowerBound)
    ends.append(range.upperBound)
  }

  /// Adds a character that stands in some bytes of the file.
  mutating func append(scalar: UInt32, _ range: Range<Int>) {
    if scalar < 0x80 {
      append(UInt8(scalar), range)
    } else {
      for byte in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 { append(byte, range) }
    }
  }

  /// Adds a template tag, whose bytes stand for themselves.
  mutating func append(_ tag: TemplateTag, of file: UnsafeBufferPointer<UInt8>) {
    let shift = bytes.count - tag.range.lowerBound
    for index in tag.range { append(file[index], index..<(index + 1)) }
    var moved = TemplateTag(
      kind: tag.kind, range: tag.range.moved(by: shift), inner: tag.inner.moved(by: shift))
    moved.calls = tag.calls
    moved.isCode = tag.isCode
    tags.append(moved)
  }

  /// Adds an expression, as a tag of one byte.
  mutating func appendHole(_ range: Range<Int>) {
    let place = bytes.count
    append(UInt8(ascii: "{"), range)
    tags.append(
      TemplateTag(kind: .expression, range: place..<(place + 1), inner: place..<(place + 1)))
  }

  /// Where a range stands in the file.
  func source(_ range: Range<Int>) -> Range<Int> {
    if range.isEmpty {
      let place =
        range.lowerBound < starts.count ? starts[range.lowerBound] : ends.last ?? 0
      return place..<place
    }
    let start = starts[range.lowerBound]
    return start..<max(start, ends[range.upperBound - 1])
  }
}

extension Range<Int> {
  fileprivate func moved(by shift: Int) -> Range<Int> {
    (lowerBound + shift)..<(upperBound + shift)
  }
}

extension ReferenceScan {
  /// Reads a text that was decoded, and takes over what is found in it.
  func scan(_ text: DecodedText, _ body: (ReferenceScan) -> Void) {
    guard depth < Self.maximumDepth else { return }
    text.bytes.withUnsafeBufferPointer { buffer in
      let inner = ReferenceScan(buffer, file: file, rules: rules)
      inner.tags = text.tags
      inner.context = context
      inner.depth = depth + 1
      inner.isDoubted = isDoubted
      inner.source = (self, text)
      inner.served = served == nil ? nil : []
      inner.keepsComments = keepsComments
      body(inner)
      takeServed(from: inner, text)
      steps += inner.steps + buffer.count
      for comment in inner.comments {
        comments.append((text.source(comment.range), comment.context))
      }
      for pair in inner.integrities {
        integrities.append((text.source(pair.url), text.source(pair.value)))
      }
      for reference in inner.found { found.append(placed(reference, by: text)) }
    }
  }

  /// A reference at its place in the file.
  private func placed(_ reference: Reference, by text: DecodedText) -> Reference {
    var reference = reference
    func place(_ parts: inout [TargetPart]) {
      for index in parts.indices {
        if case .hole(let range) = parts[index] { parts[index] = .hole(text.source(range)) }
      }
    }
    place(&reference.parts)
    for index in reference.call?.arguments.indices ?? 0..<0 {
      guard var parts = reference.call?.arguments[index].parts else { continue }
      place(&parts)
      reference.call?.arguments[index].parts = parts
    }
    reference.targetRange = text.source(reference.targetRange)
    reference.urlRange = text.source(reference.urlRange)
    reference.target = slice(reference.targetRange)
    if let range = reference.token.range {
      let place = text.source(range)
      reference.token.range = place
      if reference.token.kind != .literal, reference.token.kind != .bare {
        reference.token.text = slice(place)
      }
    }
    return reference
  }

  /// An attribute's value with character references taken out, of one in a string also escapes.
  func decoded(_ range: Range<Int>, inString: Bool) -> DecodedText {
    var text = DecodedText()
    var index = range.lowerBound
    var nextTag = tags.isEmpty ? 0 : tagIndex(from: index)
    while index < range.upperBound {
      let byte = bytes[index]
      if nextTag < tags.count, tags[nextTag].range.lowerBound <= index {
        let tag = tags[nextTag]
        nextTag += 1
        guard tag.range.lowerBound == index, tag.range.upperBound <= range.upperBound else {
          continue
        }
        text.append(tag, of: bytes)
        index = tag.range.upperBound
      } else if byte == UInt8(ascii: "&"),
        let reference = CharacterReference(bytes, at: index, before: range.upperBound)
      {
        let place = index..<(index + reference.count)
        text.append(scalar: reference.scalar, place)
        if let second = reference.second { text.append(scalar: second, place) }
        index += reference.count
      } else if inString, byte == UInt8(ascii: "\\") {
        let escape = StringEscape(bytes, at: index, before: range.upperBound)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
      } else {
        text.append(byte, index..<(index + 1))
        index += 1
      }
    }
    return text
  }
}

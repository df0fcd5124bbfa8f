/// Walks through the texts of a file's references as ``PackedReader`` reads them, and finds out whether
/// that leads nowhere outside of them: the checksums of a file tell damage, not malice.
struct PackedCheck {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The number of bytes of the file that the references stand in.
  private let size: Int
  /// Where the next reference's texts begin.
  private(set) var place = 0

  /// Walks through texts.
  ///
  /// - Parameter size: the number of bytes of the file that the references stand in.
  init(_ bytes: UnsafeBufferPointer<UInt8>, size: UInt64) {
    self.bytes = bytes
    self.size = Int(min(size, UInt64(ReferenceReader.largestFile)))
  }

  /// Whether there is no text left.
  var isAtEnd: Bool { place == bytes.count }

  /// Goes behind the texts of the next reference, in the order in which ``ReferencePack`` writes them;
  /// false where they are none, or where the reference lies outside of its file.
  mutating func passes(_ row: PackedReference) -> Bool {
    guard row.targetStart <= row.targetEnd, row.targetEnd <= size, row.urlStart <= row.urlEnd,
      row.urlEnd <= size, skips(Int(row.targetCount) + Int(row.tokenCount))
    else { return false }
    if row.has(.hasCall) {
      guard skipsText(), !row.has(.hasEndpoint) || skipsText() else { return false }
    }
    guard !row.has(.hasTokenRange) || skipsRange(), !row.has(.hasParameter) || skipsText(),
      row.has(.isPlain) || skipsParts(), !row.has(.hasCall) || skipsArguments()
    else { return false }
    return (!row.has(.hasProperty) || skipsText())
      && (!row.has(.hasIntegrity) || skipsRange() && skipsText())
      && (!row.has(.isUnclear) || skipsText() && skipsText())
  }

  private mutating func skips(_ count: Int) -> Bool {
    guard count <= bytes.count - place else { return false }
    place += count
    return true
  }

  private mutating func skipsText() -> Bool {
    guard let count = number() else { return false }
    return skips(count)
  }

  private mutating func skipsRange() -> Bool {
    guard let start = number(), let count = number() else { return false }
    return start + count <= size
  }

  private mutating func skipsParts() -> Bool {
    guard let count = number() else { return false }
    for _ in 0..<count {
      guard let kind = number(), kind == 0 ? skipsText() : skipsRange() else { return false }
    }
    return true
  }

  private mutating func skipsArguments() -> Bool {
    guard let count = number() else { return false }
    for _ in 0..<count {
      guard skipsText(), let kind = number(), kind == 0 || skipsParts() else { return false }
    }
    return true
  }

  /// The next number, of 35 bits at most, so that no sum of some of them is too large.
  private mutating func number() -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}

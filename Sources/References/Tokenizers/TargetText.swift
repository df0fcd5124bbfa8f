import Values

/// A URL as it is read out of a string or attribute: its bytes with escapes taken out, and where each
/// came from; an expression is one NUL.
///
/// Most texts stand in their file as they are: then one run tells where all of their bytes stand.
struct TargetText {
  /// The bytes; ``hole`` for an expression.
  private(set) var bytes: [UInt8] = []
  /// The places of the last bytes, and of those in front of them.
  private var last = Run(index: 0, start: 0, end: 0)
  private var earlier: [Run] = []
  /// Whether the text goes on behind the longest URL that is read.
  private(set) var isTooLong = false

  static let hole: UInt8 = 0
  /// The greatest length of a URL that is read, in bytes.
  static let limit = 4096

  /// Where bytes stand that follow each other in text and file, or a single one that takes more or less
  /// than a byte in the file.
  private struct Run {
    /// The index of the first byte in the text.
    var index: Int
    /// The place of the first byte, and that behind the last.
    var start: Int
    var end: Int
  }

  mutating func append(_ byte: UInt8, _ range: Range<Int>) {
    guard byte != Self.hole else { return }
    add(byte, range)
  }

  /// Adds a character that stands in the file in other bytes; none for what is no character.
  mutating func append(scalar: UInt32, _ range: Range<Int>) {
    if scalar < 0x80 {
      append(UInt8(scalar), range)
    } else {
      for byte in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 { append(byte, range) }
    }
  }

  mutating func appendHole(_ range: Range<Int>) {
    add(Self.hole, range)
  }

  /// Adds bytes of the file as they stand, but for zero bytes.
  mutating func append(_ file: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let part = UnsafeBufferPointer(rebasing: file[range])
    guard !part.isEmpty else { return }
    if bytes.count + part.count > Self.limit || part.contains(Self.hole) {
      for index in range { append(file[index], index..<(index + 1)) }
      return
    }
    place(range, of: range.count)
    bytes.append(contentsOf: part)
  }

  private mutating func add(_ byte: UInt8, _ range: Range<Int>) {
    guard bytes.count < Self.limit else {
      isTooLong = true
      return
    }
    place(range, of: 1)
    bytes.append(byte)
  }

  /// Notes where the next bytes stand: as many as they are, or a single one that takes another length.
  private mutating func place(_ range: Range<Int>, of count: Int) {
    if bytes.isEmpty {
      last = Run(index: 0, start: range.lowerBound, end: range.upperBound)
    } else if range.lowerBound == last.end, range.count == count,
      last.end - last.start == bytes.count - last.index
    {
      last.end = range.upperBound
    } else {
      earlier.append(last)
      last = Run(index: bytes.count, start: range.lowerBound, end: range.upperBound)
    }
  }

  /// The text without white space at its ends.
  func trimmed() -> TargetText {
    var low = 0
    var high = bytes.count
    while low < high, bytes[low].isSpace { low += 1 }
    while high > low, bytes[high - 1].isSpace { high -= 1 }
    return self[low..<high]
  }

  subscript(range: Range<Int>) -> TargetText {
    if range == bytes.indices { return self }
    var part = TargetText()
    part.isTooLong = isTooLong
    var index = range.lowerBound
    while index < range.upperBound {
      let next = min(range.upperBound, run(of: index).next)
      part.place(source(index..<next), of: next - index)
      part.bytes += bytes[index..<next]
      index = next
    }
    return part
  }

  /// The run of a byte, and the index behind its last one.
  private func run(of index: Int) -> (run: Run, next: Int) {
    if index >= last.index { return (last, bytes.count) }
    var (low, high) = (0, earlier.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if earlier[middle].index <= index { low = middle } else { high = middle - 1 }
    }
    return (earlier[low], low + 1 < earlier.count ? earlier[low + 1].index : last.index)
  }

  /// The place in the file of a byte.
  func place(of index: Int) -> Range<Int> {
    let (run, next) = run(of: index)
    if next - run.index == 1 { return run.start..<run.end }
    let place = run.start + index - run.index
    return place..<(place + 1)
  }

  /// Where in the file some of the bytes stand; an empty range stands before the next byte.
  func source(_ range: Range<Int>) -> Range<Int> {
    if range.isEmpty {
      let place =
        range.lowerBound < bytes.count
        ? place(of: range.lowerBound).lowerBound
        : bytes.isEmpty ? 0 : place(of: bytes.count - 1).upperBound
      return place..<place
    }
    return place(of: range.lowerBound).lowerBound..<place(of: range.upperBound - 1).upperBound
  }

  /// The bytes as parts.
  func parts(_ range: Range<Int>) -> [TargetPart] {
    guard bytes[range].contains(Self.hole) else {
      return range.isEmpty ? [] : [.literal(range == bytes.indices ? bytes : Array(bytes[range]))]
    }
    var parts: [TargetPart] = []
    var start = range.lowerBound
    for index in range where bytes[index] == Self.hole {
      if start < index { parts.append(.literal(Array(bytes[start..<index]))) }
      parts.append(.hole(place(of: index)))
      start = index + 1
    }
    if start < range.upperBound { parts.append(.literal(Array(bytes[start..<range.upperBound]))) }
    return parts
  }

  /// The text followed by another.
  func appending(_ other: TargetText) -> TargetText {
    if bytes.isEmpty, !isTooLong, !other.isTooLong { return other }
    var joined = self
    for index in other.bytes.indices { joined.add(other.bytes[index], other.place(of: index)) }
    return joined
  }
}

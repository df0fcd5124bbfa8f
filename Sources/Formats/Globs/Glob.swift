import Values

/// One pattern of a ``GlobList``, taken apart once so that matching allocates nothing.
///
/// The rules are those of gitignore(5) and of git's wildmatch.c, over bytes. `#` and spaces at the end
/// are ordinary here: a list in a settings file has no comment lines and no accidental spaces.
package struct Glob: Equatable, Sendable {
  /// Whether a leading `!` turns the pattern round.
  let isNegated: Bool
  /// Whether the pattern speaks of folders only: it ended in a slash.
  private let isFolderOnly: Bool
  /// Whether the pattern holds for the whole path, not for each name in it: it holds a slash.
  private let isAnchored: Bool
  /// The parts between the slashes; nil where the pattern can match nothing.
  private let segments: [Segment]?

  /// Bytes that stand in every path that the pattern matches, as many as stand together in it.
  private let needle: [UInt8]
  /// The name that is asked for at any depth, of a pattern that is not anchored; nil for any.
  private let lone: GlobName?

  /// What stands between two slashes.
  private enum Segment: Equatable, Sendable {
    /// `**`: any number of names, none too; at the end one or more.
    case anyNames
    /// A name.
    case name(GlobName)
  }

  /// Takes a pattern apart.
  package init(_ pattern: String) {
    var bytes = Array(pattern.utf8)[...]
    isNegated = bytes.first == UInt8(ascii: "!")
    if isNegated { bytes = bytes.dropFirst() }
    isFolderOnly = bytes.last == BytePath.slash
    if isFolderOnly { bytes = bytes.dropLast() }
    isAnchored = bytes.contains(BytePath.slash)
    if bytes.first == BytePath.slash { bytes = bytes.dropFirst() }
    segments = Self.segments(of: bytes)
    if !isAnchored, case .name(let name)? = segments?.first { lone = name } else { lone = nil }
    needle = Self.longestText(in: segments ?? [])
  }

  private static func longestText(in segments: [Segment]) -> [UInt8] {
    var longest: [UInt8] = []
    for case .name(let name) in segments {
      var text: [UInt8] = []
      for element in name.elements {
        if case .byte(let byte) = element { text.append(byte) } else { text = [] }
        if text.count > longest.count { longest = text }
      }
    }
    return longest
  }

  /// Whether a path holds what every path must that the pattern matches: asked first, for it takes no
  /// time and no room.
  func mayMatch(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    needle.withUnsafeBufferPointer { ByteSearch.firstIndex(of: $0, in: path, from: 0) != nil }
  }

  /// Whether no path at all can match: an empty name, a bracket never closed, a backslash at the end.
  package var matchesNothing: Bool { segments == nil }

  /// Whether the pattern matches the path of these names, or a folder on the way to it.
  ///
  /// - Parameter isFolder: whether the whole path is a folder, as every shorter one is.
  func matches(_ names: [ArraySlice<UInt8>], isFolder: Bool) -> Bool {
    guard let segments else { return false }
    let longest = isFolderOnly && !isFolder ? names.count - 1 : names.count
    guard longest > 0 else { return false }
    if !isAnchored {
      guard let lone else { return true }
      for name in names[..<longest] where lone.matches(name) { return true }
      return false
    }
    if !segments.contains(.anyNames) {
      return segments.count <= longest && Self.matches(segments[...], names[..<segments.count])
    }
    return (1...longest).contains { Self.matches(segments[...], names[..<$0]) }
  }

  /// Whether the pattern matches everything below the folder of these names.
  func matchesAllBelow(_ names: [ArraySlice<UInt8>]) -> Bool {
    if matches(names, isFolder: true) { return true }
    guard isAnchored, !isFolderOnly, let segments, segments.count > 1, segments.last == .anyNames
    else { return false }
    // `vendor/**` does not match the folder, and yet all that lies in it.
    return names.indices.contains { Self.matches(segments.dropLast(), names[...$0]) }
  }

  /// What it takes to know whether the pattern matches a file in the folder of these names; nil where it
  /// matches none there.
  func test(inFolder names: [ArraySlice<UInt8>]) -> FolderTest? {
    guard let segments else { return nil }
    if matchesAllBelow(names) { return .matchesAll }
    if isAnchored {
      return segments.contains(.anyNames) || segments.count == names.count + 1 ? .byPath : nil
    }
    return isFolderOnly ? nil : lone.map { .byName($0) } ?? .byPath
  }

  /// A pattern that matches exactly this path; bytes that are not UTF-8 become `?`.
  package static func literal(_ path: BytePath) -> String {
    var bytes: [UInt8] = []
    var rest = path.bytes[...]
    while let first = rest.first {
      guard let (_, length) = VisibleText.leadingScalar(of: rest) else {
        bytes.append(UInt8(ascii: "?"))
        rest = rest.dropFirst()
        continue
      }
      let isSpecial = "*?[\\".utf8.contains(first) || (bytes.isEmpty && first == UInt8(ascii: "!"))
      if isSpecial { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(contentsOf: rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Taking apart

  private static func segments(of pattern: ArraySlice<UInt8>) -> [Segment]? {
    var segments: [Segment] = []
    var elements: [GlobElement] = []
    var rest = pattern
    while true {
      // `\/` is a slash like any other.
      let isEscaped = rest.starts(with: [UInt8(ascii: "\\"), BytePath.slash])
      if rest.isEmpty || isEscaped || rest.first == BytePath.slash {
        guard let segment = segment(of: elements) else { return nil }
        segments.append(segment)
        if rest.isEmpty { return segments }
        elements = []
        rest = rest.dropFirst(isEscaped ? 2 : 1)
      } else {
        guard let element = GlobElement(takenFrom: &rest) else { return nil }
        elements.append(element)
      }
    }
  }

  private static func segment(of elements: [GlobElement]) -> Segment? {
    if elements.isEmpty { return nil }
    // Two stars beside other letters are worth one, as in git: `a**b` stays within a name.
    if elements.count > 1, elements.allSatisfy({ $0 == .star }) { return .anyNames }
    return .name(GlobName(elements))
  }

  // MARK: - Matching

  private static func matches(_ segment: Segment, _ name: ArraySlice<UInt8>) -> Bool {
    switch segment {
    case .anyNames: true
    case .name(let pattern): pattern.matches(name)
    }
  }

  /// Matches segments with names.
  ///
  /// On a mismatch only the last `**` takes one name more, which is enough, for what an earlier one
  /// could take the last can take too: the time is a product, not a power.
  private static func matches(
    _ segments: ArraySlice<Segment>, _ names: ArraySlice<ArraySlice<UInt8>>
  )
    -> Bool
  {
    var segment = segments.startIndex
    var name = names.startIndex
    var retry: (segment: Int, name: Int)?
    while name < names.endIndex {
      if segment < segments.endIndex, segments[segment] == .anyNames {
        segment += 1
        if segment == segments.endIndex { return true }
        retry = (segment, name)
      } else if segment < segments.endIndex, matches(segments[segment], names[name]) {
        segment += 1
        name += 1
      } else if let last = retry {
        retry = (last.segment, last.name + 1)
        segment = last.segment
        name = last.name + 1
      } else {
        return false
      }
    }
    return segment == segments.endIndex
  }
}

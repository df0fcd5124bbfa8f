/// Texts joined, and placeholders as holes.
extension TargetText {
  /// The text with `{{…}}` as holes, which scripts fill in.
  func withPlaceholdersAsHoles() -> TargetText {
    guard let open = bytes.firstIndex(of: 0x7B), open + 1 < bytes.count, bytes[open + 1] == 0x7B,
      let close = bytes[open...].firstIndex(of: 0x7D), close + 1 < bytes.count
    else { return self }
    var text = self[0..<open]
    text.appendHole(starts[open]..<ends[close + 1])
    return text.appending(self[(close + 2)..<bytes.count].withPlaceholdersAsHoles())
  }

  /// The text with `{…}` as holes.
  func withBracesAsHoles() -> TargetText {
    var text = TargetText()
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x7B, let close = bytes[index...].firstIndex(of: 0x7D) {
        text.appendHole(starts[index]..<ends[close])
        index = close + 1
      } else if bytes[index] == Self.hole {
        text.appendHole(starts[index]..<ends[index])
        index += 1
      } else {
        text.append(bytes[index], starts[index]..<ends[index])
        index += 1
      }
    }
    return text
  }

  /// The text followed by another.
  func appending(_ other: TargetText) -> TargetText {
    var joined = self
    for index in other.bytes.indices {
      let range = other.starts[index]..<other.ends[index]
      if other.bytes[index] == Self.hole {
        joined.appendHole(range)
      } else {
        joined.append(other.bytes[index], range)
      }
    }
    return joined
  }
}

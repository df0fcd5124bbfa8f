/// Placeholders as holes.
extension TargetText {
  /// The text with `{{…}}` as holes, which scripts fill in.
  func withPlaceholdersAsHoles() -> TargetText {
    guard let open = bytes.firstIndex(of: 0x7B), open + 1 < bytes.count, bytes[open + 1] == 0x7B,
      let close = bytes[open...].firstIndex(of: 0x7D), close + 1 < bytes.count
    else { return self }
    var text = self[0..<open]
    text.appendHole(place(of: open).lowerBound..<place(of: close + 1).upperBound)
    return text.appending(self[(close + 2)..<bytes.count].withPlaceholdersAsHoles())
  }

  /// The text with `{…}` as holes.
  func withBracesAsHoles() -> TargetText {
    var text = TargetText()
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x7B, let close = bytes[index...].firstIndex(of: 0x7D) {
        text.appendHole(place(of: index).lowerBound..<place(of: close).upperBound)
        index = close + 1
      } else if bytes[index] == Self.hole {
        text.appendHole(place(of: index))
        index += 1
      } else {
        text.append(bytes[index], place(of: index))
        index += 1
      }
    }
    return text
  }
}

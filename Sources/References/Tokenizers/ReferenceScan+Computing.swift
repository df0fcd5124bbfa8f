/// References in texts that code changes.
extension ReferenceScan {
  /// Takes the token of a reference for a computed one.
  ///
  /// - Parameter isWhole: whether the whole text is changed; else something is put behind it.
  func compute(_ index: Int, isWhole: Bool) {
    found[index].call?.goesOn = true
    let reference = found[index]
    // What was read with what is joined to it says so already.
    if !isWhole, reference.token.kind == .computed || reference.token.kind == .changing { return }
    if reference.call == nil { found[index].isCertain = false }
    guard reference.token.kind == .literal || reference.token.kind == .bare else { return }
    if !isWhole, reference.call == nil, let range = reference.token.range,
      range.upperBound < reference.urlRange.upperBound
    {
      return
    }
    found[index].token.kind = .computed
  }
}

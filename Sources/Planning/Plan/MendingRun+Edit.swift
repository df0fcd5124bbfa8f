import References
import Site
import Values

// The edit of one file.
extension MendingRun {
  /// A reference with the bytes that would stand in it.
  struct Candidate {
    let found: FoundReference
    /// Nil where the file is no longer the one that was read.
    let splice: TokenSplice?
    /// Whether the token is another than the one that stands there.
    let differs: Bool
    /// The token that would stand there.
    let token: Token?
    /// What would stand in the `integrity` attribute beside it, where that is another.
    var integrity: TokenSplice?

    /// Whether there is something to write.
    var isEdit: Bool { splice != nil && (differs || integrity != nil) }
  }

  /// What would stand in the references of a file whose tokens are known.
  ///
  /// - Parameter blanked: the assets whose tokens are left out.
  func splices(of file: BytePath, blanking blanked: Set<AssetID> = []) -> [Candidate] {
    guard let bytes = mending.contents[file] else { return [] }
    var candidates: [Candidate] = []
    var end = 0
    for found in references[file, default: []] {
      guard let id = found.resolution.asset, let range = mending.place(of: found),
        // The same place may be read twice, as a string and as the HTML in it.
        range.lowerBound >= end || candidates.isEmpty
      else { continue }
      let addition = mending.addition(for: found)
      if blanked.contains(id) {
        let splice = addition.map { TokenSplice(nil, at: $0) } ?? TokenSplice(blanking: range)
        candidates.append(Candidate(found: found, splice: splice, differs: true, token: nil))
      } else if let token = tokens[id] {
        candidates.append(
          Candidate(
            found: found,
            splice: addition.map { TokenSplice(token, at: $0) }
              ?? TokenSplice(token, for: found.reference, in: bytes),
            differs: !found.reference.token.text.elementsEqual(token.text.utf8), token: token,
            integrity: integrity(beside: found.reference, of: id, in: bytes)))
      } else {
        continue
      }
      end = max(range.upperBound, range.lowerBound + 1)
    }
    return candidates
  }

  /// Rewrites the tokens of a file that differ.
  ///
  /// Where that cannot be done, or cannot be proved to change nothing else, the file stays, and its assets
  /// are to be left.
  ///
  /// - Returns: the assets whose tokens they are, sorted.
  mutating func edit(_ file: BytePath) -> [AssetID] {
    guard let bytes = mending.contents[file] else { return [] }
    let candidates = splices(of: file)
    let edited = candidates.filter(\.isEdit)
    let assets = Set(edited.compactMap(\.found.resolution.asset)).sorted()
    for changed in candidates where changed.splice == nil && changed.differs {
      guard let id = changed.found.resolution.asset else { continue }
      unproved[id] = .changedFile(file)
    }
    guard !edited.isEmpty else { return [] }
    if let reason = reasonToLeave(file, holding: bytes) {
      for id in assets { unproved[id] = reason }
      return []
    }
    let splices = edited.flatMap { [$0.differs ? $0.splice : nil, $0.integrity] }
      .compactMap { $0 }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let apart = TokenSplice.areApart(splices, in: bytes)
    let after = apart ? TokenSplice.apply(splices, to: bytes) : bytes
    if proves || !apart {
      let proof = EditProof(of: file, by: mending.scanner, splices: splices, for: edited)
      if let line = proof.failure(from: bytes, to: after) {
        for id in assets { unproved[id] = .unproved(file, line: line) }
        return []
      }
    }
    contents[file] = after
    rewritten += edited.map(\.found)
    return assets
  }

  /// Why a file may not be edited: it is in the middle of a merge, or that of an asset that is left.
  private func reasonToLeave(_ file: BytePath, holding bytes: [UInt8]) -> BumpRefusal? {
    if proves, let line = MergeConflict.firstLine(in: bytes) { return .conflict(file, line: line) }
    if withheld.isEmpty { return nil }
    return inventory.entry(ofFile: mending.folder.appending(file)).flatMap { withheld[$0.id] }
  }
}

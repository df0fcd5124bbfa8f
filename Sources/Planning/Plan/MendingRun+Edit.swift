import References
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
        candidates.append(Candidate(found: found, splice: splice, differs: true))
      } else if let token = tokens[id] {
        candidates.append(
          Candidate(
            found: found,
            splice: addition.map { TokenSplice(token, at: $0) }
              ?? TokenSplice(token, for: found.reference, in: bytes),
            differs: !found.reference.token.text.elementsEqual(token.text.utf8),
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
  /// - Returns: the assets whose tokens they are, sorted.
  mutating func edit(_ file: BytePath) -> [AssetID] {
    guard let bytes = mending.contents[file] else { return [] }
    let candidates = splices(of: file)
    outdated += candidates.filter { $0.splice == nil && $0.differs }.map(\.found)
    let edited = candidates.filter(\.isEdit)
    guard !edited.isEmpty else { return [] }
    let splices = edited.flatMap { [$0.differs ? $0.splice : nil, $0.integrity] }
      .compactMap { $0 }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    contents[file] = TokenSplice.apply(splices, to: bytes)
    rewritten += edited.map(\.found)
    return Set(edited.compactMap(\.found.resolution.asset)).sorted()
  }
}

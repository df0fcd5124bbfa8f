import References
import Values

/// Proves of an edited file, before it is written, that nothing but what was planned changes in it.
///
/// The file is read before and after the edit: both must have the same references, at the places that the
/// edit moves them to, and the new tokens where they were put.
struct EditProof {
  private let scanner: ReferenceScanner
  private let file: BytePath
  private let splices: [TokenSplice]
  /// What must stand in each place that a token is put in, by where it stood.
  private var tokens: [Int: Token] = [:]
  /// The places of tokens that are added, by the places of their references' targets.
  private var additions: [Int: Token] = [:]
  /// How far what lies behind each splice moves, one behind the other.
  private var shifts: [Int] = [0]

  /// Makes a proof.
  ///
  /// - Parameters:
  ///   - splices: the edit, in order.
  ///   - edited: the references that it is made for.
  init(
    of file: BytePath, by scanner: ReferenceScanner, splices: [TokenSplice],
    for edited: [MendingRun.Candidate]
  ) {
    self.scanner = scanner
    self.file = file
    self.splices = splices
    for candidate in edited where candidate.differs {
      let reference = candidate.found.reference
      if let range = reference.token.range {
        tokens[range.lowerBound] = candidate.token
      } else {
        additions[reference.targetRange.lowerBound] = candidate.token
      }
    }
    for splice in splices {
      shifts.append(shifts[shifts.count - 1] + splice.text.count - splice.range.count)
    }
  }

  /// The line of the first reference that is another after the edit than it ought to be; nil where all are
  /// as they ought to be.
  func failure(from before: [UInt8], to after: [UInt8]) -> Int? {
    guard TokenSplice.areApart(splices, in: before), splices.allSatisfy(holdsToken) else {
      return 1
    }
    let old = scanner.references(in: before, of: file)
    let new = scanner.references(in: after, of: file)
    for (old, new) in zip(old, new) where !becomes(old, new) { return old.position.line }
    if old.count != new.count { return old.last?.position.line ?? 1 }
    let found = Set(new.compactMap(\.token.range?.lowerBound))
    // A token that was planned and is no token in the file that was read before.
    let places = tokens.keys.map(place)
    return places.allSatisfy { found.contains($0) || found.contains($0 + 1) } ? nil : 1
  }

  /// Whether a splice puts in no more than a token, in quotes perhaps, where a token stands now.
  private func holdsToken(_ splice: TokenSplice) -> Bool {
    guard let token = tokens[splice.range.lowerBound] else { return true }
    let text = Array(token.text.utf8)
    let quotes = [UInt8](splice.text.prefix(1))
    return splice.text == text
      || quotes.first?.isQuote ?? false && splice.text == quotes + text + quotes
  }

  /// Whether a reference becomes another by the edit.
  private func becomes(_ old: Reference, _ new: Reference) -> Bool {
    guard old.form == new.form, old.context == new.context, old.isCertain == new.isCertain,
      old.position.line == new.position.line, old.customProperty == new.customProperty,
      old.target == new.target, place(old.targetRange) == new.targetRange,
      isSame(old.parts, new.parts),
      old.call?.helper == new.call?.helper, old.call?.endpoint == new.call?.endpoint,
      place(old.urlRange.lowerBound) == new.urlRange.lowerBound
    else { return false }
    return tokenBecomes(old, new) && integrityBecomes(old.integrity, new.integrity)
  }

  private func tokenBecomes(_ old: Reference, _ new: Reference) -> Bool {
    guard let range = old.token.range else {
      guard let token = additions[old.targetRange.lowerBound] else {
        return new.token.kind == old.token.kind && new.token.range == nil
      }
      return new.token.range != nil && !new.token.isDoubled
        && new.token.text.elementsEqual(token.text.utf8)
    }
    guard old.token.kind == new.token.kind, old.token.parameter == new.token.parameter,
      old.token.isDoubled == new.token.isDoubled, let now = new.token.range
    else { return false }
    guard let token = tokens[range.lowerBound] else {
      return old.token.text == new.token.text && place(range) == now
    }
    // A number may have got quotes.
    let start = place(range.lowerBound)
    return new.token.text.elementsEqual(token.text.utf8)
      && (now.lowerBound == start || now.lowerBound == start + 1)
  }

  private func integrityBecomes(_ old: IntegrityAttribute?, _ new: IntegrityAttribute?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    guard place(old.range.lowerBound) == new.range.lowerBound else { return false }
    let splice = splices.first { $0.range == old.range && !$0.range.isEmpty }
    return new.text == splice?.text ?? old.text
  }

  private func isSame(_ old: [TargetPart], _ new: [TargetPart]) -> Bool {
    guard old.count == new.count else { return false }
    return zip(old, new).allSatisfy { old, new in
      switch (old, new) {
      case (.literal(let old), .literal(let new)): old == new
      case (.hole(let old), .hole(let new)): place(old.lowerBound) == new.lowerBound
      default: false
      }
    }
  }

  private func place(_ range: Range<Int>) -> Range<Int> {
    let start = place(range.lowerBound)
    return start..<max(start, place(range.upperBound))
  }

  /// Where a place of the file lies after the edit: behind all splices that end in front of it.
  private func place(_ place: Int) -> Int {
    var (low, high) = (0, splices.count)
    while low < high {
      let middle = (low + high) / 2
      if splices[middle].range.upperBound <= place, splices[middle].range.lowerBound < place {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return place + shifts[low]
  }
}

extension TokenSplice {
  /// Whether splices lie in a file, in order, and none in another.
  static func areApart(_ splices: [TokenSplice], in bytes: [UInt8]) -> Bool {
    var end = 0
    for splice in splices {
      guard splice.range.lowerBound >= end, splice.range.upperBound <= bytes.count else {
        return false
      }
      end = splice.range.upperBound
    }
    return true
  }
}

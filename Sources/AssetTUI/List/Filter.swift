import Site
import Values

/// What a person typed to narrow the list: substrings, all of which must be there.
///
/// A space is AND, `!x` excludes, `s:SN` asks for a status by its letter, of either case (`s:-` for fresh). A term of
/// lower-case letters only matches either case (smart case).
public struct Filter: Equatable, Sendable {
  private let terms: [Term]

  fileprivate struct Term: Equatable {
    var isExcluded: Bool
    var needle: Needle
  }

  fileprivate enum Needle: Equatable {
    case statuses([Character])
    case text([UInt8], foldsCase: Bool)
  }

  /// Reads a filter.
  public init(_ text: String) {
    terms = text.split(separator: " ").compactMap { word in
      let isExcluded = word.hasPrefix("!")
      let rest = isExcluded ? word.dropFirst() : word
      if rest.isEmpty { return nil }
      if rest.hasPrefix("s:") {
        let letters = rest.dropFirst(2)
        return letters.isEmpty
          ? nil
          : Term(isExcluded: isExcluded, needle: .statuses(letters.uppercased().map(Filter.status)))
      }
      let bytes = Array(rest.utf8)
      let foldsCase = !bytes.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      return Term(isExcluded: isExcluded, needle: .text(bytes, foldsCase: foldsCase))
    }
  }

  private static func status(_ letter: Character) -> Character {
    letter == "-" ? " " : letter
  }

  /// Whether everything matches.
  public var isEmpty: Bool {
    terms.isEmpty
  }

  /// Whether a text matches; it has no status.
  func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return terms.allSatisfy { $0.holds(in: bytes) != $0.isExcluded }
  }

  /// The assets that match, of all or of some.
  ///
  /// - Parameters:
  ///   - names: the names of all assets.
  ///   - status: the status of an asset.
  ///   - name: the name of an asset as it is shown, asked where capital letters count.
  func indices(
    in names: NameIndex, status: (Int) -> Status, name: (Int) -> String
  ) -> [Int] {
    // The first term that must be there leaves few for the others to look at.
    let first = terms.firstIndex { !$0.isExcluded && $0.folded != nil }
    let candidates =
      first.flatMap { terms[$0].folded }.map(names.indices(containing:)) ?? Array(0..<names.count)
    // Folded names were searched for the folded text: where case does not count all is said.
    let rest = terms.indices.filter { $0 != first || terms[$0].needsSecondLook }.map { terms[$0] }
    if rest.isEmpty { return candidates }
    return candidates.filter { index in
      rest.allSatisfy { term in
        term.holds(for: index, names, status, name) != term.isExcluded
      }
    }
  }
}

extension Filter.Term {
  /// Whether it holds for a text that has no status.
  fileprivate func holds(in bytes: [UInt8]) -> Bool {
    guard case .text(let needle, let foldsCase) = needle else { return false }
    if !foldsCase { return ByteSearch.contains(bytes[...], needle) }
    let folded = bytes.map(NameIndex.folded)
    return ByteSearch.contains(folded[...], needle)
  }

  /// The text without capital letters; nil where the term asks for a status.
  fileprivate var folded: [UInt8]? {
    guard case .text(let bytes, _) = needle else { return nil }
    return bytes.map(NameIndex.folded)
  }

  /// Whether capital letters count, which the folded names do not tell.
  fileprivate var needsSecondLook: Bool {
    if case .text(_, foldsCase: true) = needle { false } else { true }
  }

  fileprivate func holds(
    for index: Int, _ names: NameIndex, _ status: (Int) -> Status, _ name: (Int) -> String
  ) -> Bool {
    switch needle {
    case .statuses(let letters): letters.contains(status(index).letter)
    case .text(let bytes, foldsCase: true): names.contains(index, bytes)
    case .text(let bytes, foldsCase: false):
      ByteSearch.contains(Array(name(index).utf8)[...], bytes)
    }
  }
}

import AssetCore

/// What a person typed to narrow the list: substrings, all of which must be there.
///
/// A space is AND, `!x` excludes, `s:SN` asks for a status by its letter, of either case (`s:-` for fresh). A term of
/// lower-case letters only matches either case (smart case).
public struct Filter: Equatable, Sendable {
  private let terms: [Term]

  private struct Term: Equatable {
    var isExcluded: Bool
    var needle: Needle
  }

  private enum Needle: Equatable {
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
      let foldsCase = !bytes.contains { (0x41...0x5A).contains($0) }
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

  /// Whether an asset with this name, as it is shown, and this status matches.
  public func matches(_ name: [UInt8], _ status: Status) -> Bool {
    terms.allSatisfy { term in
      let found =
        switch term.needle {
        case .statuses(let letters): letters.contains(status.letter)
        case .text(let bytes, let foldsCase): Filter.contains(name, bytes, foldsCase: foldsCase)
        }
      return found != term.isExcluded
    }
  }

  private static func contains(_ name: [UInt8], _ needle: [UInt8], foldsCase: Bool) -> Bool {
    guard name.count >= needle.count else { return false }
    return name.withUnsafeBufferPointer { name in
      (0...(name.count - needle.count)).contains { start in
        for offset in needle.indices {
          let byte = name[start + offset]
          let folded = foldsCase && (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
          if folded != needle[offset] { return false }
        }
        return true
      }
    }
  }
}

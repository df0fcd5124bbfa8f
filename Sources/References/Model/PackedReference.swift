import Site

/// A reference of a pack: what is asked of each one stands in numbers, all else in the pack's texts.
///
/// A reference and what it names take some ten blocks of memory one by one; packed they take 64 bytes,
/// and their texts one behind the other.
package struct PackedReference: Sendable {
  /// The file's index among the files.
  package var file: UInt32
  package var line: UInt32
  package var column: UInt32
  var targetStart: UInt32
  var targetEnd: UInt32
  var urlStart: UInt32
  var urlEnd: UInt32
  /// Where the texts begin: the target, the token, and what else ``ReferencePack`` writes behind.
  var text: UInt32
  var targetCount: UInt32
  var tokenCount: UInt32
  /// The index of the asset among the names, ``none`` where it names none.
  package var asset = Self.none
  /// The number of assets that a dynamic reference can name.
  var matches: UInt32 = 0
  /// Where among the texts the path of the asset's file stands; ``none`` where it is that of the asset
  /// below its folder, or where there is none.
  var place = Self.none
  /// The index of the asset's folder among the folders; ``noFolder`` where the path is written out, or
  /// where there is none.
  var folder = Self.noFolder
  /// The index of the texts.
  var block: UInt16 = 0
  package var form: ReferenceForm
  package var context: ReferenceContext
  package var tokenKind: ReferenceToken.Kind
  package var source: SourceClass
  package var status = ReferenceStatus.ok
  /// What its token is, all known.
  package var resolvedKind = ReferenceToken.Kind.none
  var traits: Traits

  static let none = UInt32.max
  static let noFolder = UInt16.max

  /// What a reference is or has.
  package struct Traits: OptionSet, Sendable {
    package let rawValue: UInt16

    /// Takes traits as they are kept.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let isCertain = Traits(rawValue: 1 << 0)
    package static let isDoubled = Traits(rawValue: 1 << 1)
    /// The parts are the target alone.
    static let isPlain = Traits(rawValue: 1 << 2)
    package static let hasTokenRange = Traits(rawValue: 1 << 3)
    static let hasParameter = Traits(rawValue: 1 << 4)
    package static let hasCall = Traits(rawValue: 1 << 5)
    static let hasEndpoint = Traits(rawValue: 1 << 6)
    static let isWholeCall = Traits(rawValue: 1 << 7)
    static let hasProperty = Traits(rawValue: 1 << 8)
    package static let hasIntegrity = Traits(rawValue: 1 << 9)
    static let countsFromFile = Traits(rawValue: 1 << 10)
    package static let isUnclear = Traits(rawValue: 1 << 11)

    static let goesOn = Traits(rawValue: 1 << 12)

    /// All that there are.
    static let all = Traits(rawValue: (1 << 13) - 1)
  }

  /// Whether a trait is there.
  package func has(_ trait: Traits) -> Bool { traits.contains(trait) }

  /// Whether it names an asset.
  package var hasAsset: Bool { asset != Self.none }

  /// Where the target's text stands.
  var target: Range<Int> { Int(text)..<(Int(text) + Int(targetCount)) }

  /// Where the token's text stands.
  var token: Range<Int> { target.upperBound..<(target.upperBound + Int(tokenCount)) }

  /// Whether the place must be the URL of a file that a page asks for; a string in code need not be.
  package var isURL: Bool {
    switch form {
    case .scriptImport, .scriptString, .sourceString: false
    default: has(.isCertain)
    }
  }
}

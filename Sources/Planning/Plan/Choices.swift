import Site
import Values

/// What a person wants done with assets: a byte for each asset of an inventory.
///
/// So that what is chosen for all of a hundred thousand assets is one sweep over bytes, and a copy is
/// cheap. Assets that the inventory does not have are kept behind those that it has: their file may
/// come back.
public struct Choices: Sendable {
  /// The assets that there is a byte for.
  public let names: AssetNames
  /// Assets that are not among the names, sorted.
  public private(set) var unlisted: [AssetID] = []
  /// The byte of each name, then of each unlisted one; none at all where nothing is chosen.
  var codes: [Code] = []
  /// The tokens that were typed, by the place of their asset.
  var typed: [Int: Token] = [:]

  /// What is chosen for an asset, in a byte; zero where nothing is.
  struct Code: Equatable {
    var bits: UInt8 = 0

    static let chosen: UInt8 = 32
    static let follows: UInt8 = 64
    static let typed: UInt8 = 16
    static let next: UInt8 = 8
    static let strategy: UInt8 = 7

    /// Whether there is a choice.
    var isChosen: Bool { bits & Code.chosen != 0 }

    /// Whether the asset is bumped as soon as it is read.
    var follows: Bool { bits & Code.follows != 0 }

    /// Whether the choice has a token that was typed.
    var isTyped: Bool { bits & Code.typed != 0 }
  }

  /// Makes choices about the assets of an inventory, nothing chosen yet.
  public init(of names: AssetNames = AssetNames()) {
    self.names = names
  }

  /// Makes choices of some.
  public init(_ choices: [AssetID: Choice], of names: AssetNames = AssetNames()) {
    self.init(of: names, unlisted: choices.keys.filter { names.index(of: $0) == nil })
    for (id, choice) in choices { self[id] = choice }
  }

  /// Makes choices with a place for assets that are not among the names.
  init(of names: AssetNames, unlisted: [AssetID]) {
    self.names = names
    self.unlisted = unlisted.sorted(by: Choices.isBefore)
    if !unlisted.isEmpty { makeRoom() }
  }

  /// Makes choices of what they are kept as.
  init(of names: AssetNames, codes: [Code], typed: [Int: Token]) {
    self.names = names
    self.codes = codes
    self.typed = typed
  }

  /// The place of an asset: its index among the names, or the one behind them that it has as a
  /// stranger; nil where it has none.
  public func place(of id: AssetID) -> Int? {
    if let index = names.index(of: id) { return index }
    var (low, high) = (0, unlisted.count)
    while low < high {
      let middle = (low + high) / 2
      if Choices.isBefore(unlisted[middle], id) { low = middle + 1 } else { high = middle }
    }
    return low < unlisted.count && unlisted[low] == id ? names.count + low : nil
  }

  /// The asset of a place.
  public func id(at place: Int) -> AssetID {
    place < names.count ? names[place] : unlisted[place - names.count]
  }

  private static func isBefore(_ left: AssetID, _ right: AssetID) -> Bool {
    left.root == right.root
      ? left.path < right.path : left.root.utf8.lexicographicallyPrecedes(right.root.utf8)
  }

  /// Sets a byte aside for each asset.
  mutating func makeRoom() {
    if codes.isEmpty {
      codes = Array(repeating: Code(), count: names.count + unlisted.count)
    }
  }

  /// What is chosen for an asset; a stranger gets its place with the first choice.
  public subscript(id: AssetID) -> Choice? {
    get { place(of: id).flatMap { self[at: $0] } }
    set {
      if let place = place(of: id) {
        self[at: place] = newValue
      } else if let newValue {
        self = Choices(dictionary.merging([id: newValue]) { $1 }, of: names)
      }
    }
  }

  /// What is chosen for the asset of a place; the index of its entry, where it has one.
  public subscript(at place: Int) -> Choice? {
    get {
      guard !codes.isEmpty, codes[place].isChosen else { return nil }
      let bits = codes[place].bits
      let strategy = Strategy(code: bits & Code.strategy)
      if bits & Code.next != 0 { return Choice(strategy: strategy, bump: .next) }
      return Choice(
        strategy: strategy,
        bump: codes[place].isTyped ? typed[place].map { .typed($0) } ?? .keep : .keep)
    }
    set {
      if newValue == nil && codes.isEmpty { return }
      makeRoom()
      if codes[place].isTyped { typed[place] = nil }
      var bits = codes[place].bits & Code.follows
      if let newValue {
        bits |= Code.chosen | Strategy.code(of: newValue.strategy)
        switch newValue.bump {
        case .keep: break
        case .next: bits |= Code.next
        case .typed(let token):
          bits |= Code.typed
          typed[place] = token
        }
      }
      codes[place].bits = bits
    }
  }

  /// Asks for the next token of an asset, where none was typed.
  public mutating func makeNext(at place: Int) {
    makeRoom()
    if !codes[place].isTyped { codes[place].bits |= Code.chosen | Code.next }
  }

  /// Asks for the next token of assets, where none was typed.
  public mutating func makeNext(at places: [Int]) {
    makeRoom()
    codes.withUnsafeMutableBufferPointer { codes in
      for place in places where !codes[place].isTyped {
        codes[place].bits |= Code.chosen | Code.next
      }
    }
  }

  /// Whether the strategy manual is chosen for an asset.
  public var hasManual: Bool {
    let manual = Strategy.code(of: .manual)
    return codes.contains { $0.bits & Code.strategy == manual }
  }

  /// Whether an asset is bumped as soon as it is read.
  public func follows(at place: Int) -> Bool {
    !codes.isEmpty && codes[place].follows
  }

  /// Has an asset bumped as soon as it is read, or no longer.
  public mutating func setFollows(_ follows: Bool, at place: Int) {
    if !follows && codes.isEmpty { return }
    makeRoom()
    if follows { codes[place].bits |= Code.follows } else { codes[place].bits &= ~Code.follows }
  }
}

extension Choices {
  /// The number of assets with a choice.
  public var count: Int {
    codes.reduce(0) { $0 + Int(($1.bits & Code.chosen) >> Code.chosen.trailingZeroBitCount) }
  }

  /// The number of assets that are bumped as soon as they are read.
  public var followerCount: Int {
    codes.reduce(0) { $0 + Int(($1.bits & Code.follows) >> Code.follows.trailingZeroBitCount) }
  }

  /// Whether nothing is chosen.
  public var isEmpty: Bool {
    !codes.contains { $0.isChosen }
  }

  /// The assets that are bumped as soon as they are read.
  public var followers: Set<AssetID> {
    Set(codes.indices.filter { codes[$0].follows }.map(id))
  }

  /// The places with a choice, in order.
  public var places: [(place: Int, choice: Choice)] {
    codes.indices.compactMap { place in self[at: place].map { (place, $0) } }
  }

  /// What is chosen, by the names of the assets.
  public var dictionary: [AssetID: Choice] {
    var choices: [AssetID: Choice] = [:]
    for place in codes.indices {
      if let choice = self[at: place] { choices[id(at: place)] = choice }
    }
    return choices
  }

  /// The same with a bump for each asset that was to be bumped as soon as it is read.
  public var settled: Choices {
    var settled = self
    for place in codes.indices where codes[place].follows {
      settled.codes[place].bits &= ~Code.follows
      settled.makeNext(at: place)
    }
    return settled
  }

  /// The choices about the assets of an inventory, by their index in it, in its order.
  func inOrder(of names: AssetNames) -> [(index: Int, choice: Choice)] {
    var found: [(index: Int, choice: Choice)] = []
    for place in codes.indices {
      guard let choice = self[at: place] else { continue }
      let isSame = place < self.names.count && names.isSame(as: self.names)
      if let index = isSame ? place : names.index(of: id(at: place)) {
        found.append((index, choice))
      }
    }
    return names.isSame(as: self.names) && unlisted.isEmpty
      ? found : found.sorted { $0.index < $1.index }
  }
}

extension Choices: Equatable {
  /// Compares what is chosen for which assets.
  public static func == (left: Choices, right: Choices) -> Bool {
    if left.names.isSame(as: right.names), left.unlisted == right.unlisted,
      left.codes.count == right.codes.count
    {
      return left.codes == right.codes && left.typed == right.typed
    }
    return left.dictionary == right.dictionary && left.followers == right.followers
  }
}

extension Choices: ExpressibleByDictionaryLiteral {
  /// Makes choices of some.
  public init(dictionaryLiteral choices: (AssetID, Choice)...) {
    self.init(Dictionary(choices) { first, _ in first })
  }
}

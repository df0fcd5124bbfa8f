import Site
import Values

/// What a command asks to be done with assets, before it is known what each of them needs.
public struct BumpRequest: Sendable {
  /// The strategy chosen for the assets; nil leaves the one in force.
  public var strategy: Strategy?
  /// The token typed for the assets.
  public var token: Token?
  /// Whether fresh assets get a new token too.
  public var isForced: Bool

  /// Makes a request.
  public init(strategy: Strategy? = nil, token: Token? = nil, isForced: Bool = false) {
    self.strategy = token == nil ? strategy : .manual
    self.token = token
    self.isForced = isForced
  }

  /// The assets that are meant where all are: those that a bump has something to do with.
  public func entries(of inventory: Inventory) -> [Entry] {
    inventory.statuses.indices.filter { index in
      switch inventory.statuses[index] {
      case .stale, .new, .missing, .unreadable, .unhashed: true
      case .fresh: isForced
      case .untracked: false
      }
    }.map { inventory.entries[$0] }
  }

  /// The choices that the request comes to.
  ///
  /// A fresh asset changes its strategy where one is asked for, and its token only where that is
  /// forced.
  public func choices(for entries: [Entry], of names: AssetNames) -> Choices {
    var choices = Choices(of: names)
    for entry in entries { choices[entry.id] = choice(for: entry) }
    return choices
  }

  private func choice(for entry: Entry) -> Choice {
    let isBumped = entry.status != .fresh || isForced
    guard isBumped else { return Choice(strategy: token == nil ? strategy : nil) }
    return Choice(strategy: strategy, bump: token.map { .typed($0) } ?? .next)
  }

  /// A line for each asset named that is fresh and keeps its token in the plan.
  public func ignored(_ entries: [Entry], in plan: Plan) -> [String] {
    let bumped = Set(plan.changes.filter { $0.kind == .token }.map(\.id) + plan.left.map(\.id))
    return entries.filter { $0.status == .fresh && !bumped.contains($0.id) }.map { entry in
      guard isForced else {
        return
          "\(entry.id.description) is fresh, it keeps its token (--force bumps it all the same)"
      }
      let strategy = (strategy ?? entry.strategy).rawValue
      return "\(entry.id.description) keeps its token: its strategy, \(strategy),"
        + " makes the same one again (--token gives it another)"
    }
  }

  /// Whether a token was typed that a fresh asset does not get, because nothing forces it.
  public func withholdsToken(from entries: [Entry]) -> Bool {
    guard let token, !isForced else { return false }
    return entries.contains { $0.status == .fresh && $0.record?.token != token }
  }
}

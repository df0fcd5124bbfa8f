import Site
import Values

/// The token that an asset would be served under after a write.
public enum NextToken: Hashable, Sendable {
  /// The one it has.
  case same(Token)
  /// Another one.
  case other(Token)
  /// A person must type it.
  case needed
  /// None: its record is dropped.
  case gone
  /// None is known: the bytes are not read yet.
  case unknown
  /// None: nothing was asked for, or nothing can be done.
  case nothing

  /// The token, where there is one.
  public var token: Token? {
    switch self {
    case .same(let token), .other(let token): token
    case .needed, .gone, .unknown, .nothing: nil
    }
  }
}

extension Entry {
  /// The strategy in force once a choice is made.
  public func strategy(with choice: Choice?) -> Strategy {
    choice?.strategy ?? strategy
  }

  /// The token this asset would get: the one it is about to get by a choice, or, without one, the
  /// one that a bump would give.
  public func next(with choice: Choice? = nil, by rules: TokenRules) -> NextToken {
    switch status {
    case .missing: return .gone
    case .unreadable: return .nothing
    case .unhashed: return .unknown
    case .untracked where choice == nil: return .nothing
    case .fresh where (choice?.bump ?? .keep) == .keep:
      return record.map { .same($0.token) } ?? .nothing
    case .fresh, .stale, .new, .untracked: return made(with: choice, by: rules)
    }
  }

  private func made(with choice: Choice?, by rules: TokenRules) -> NextToken {
    guard let digest else { return .unknown }
    let token: Token?
    if case .typed(let typed) = choice?.bump {
      token = typed
    } else {
      token = strategy(with: choice).token(
        for: digest, history: TokenHistory(record), on: rules.day, hashLength: rules.hashLength)
    }
    guard let token else { return .needed }
    return token == record?.token ? .same(token) : .other(token)
  }
}

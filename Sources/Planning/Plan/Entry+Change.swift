import Disk
import Site
import Values

extension Entry {
  /// What a choice does to this asset.
  ///
  /// - Returns: the change; nil where the choice changes nothing.
  /// - Throws: why the asset is left as it is.
  public func change(for choice: Choice, by rules: TokenRules) throws(BumpRefusal) -> Change? {
    let after = try record(after: choice, by: rules)
    return after == record ? nil : Change(id: id, before: record, after: after)
  }

  private func record(after choice: Choice, by rules: TokenRules) throws(BumpRefusal) -> Record? {
    if choice.bump == .keep { return withStrategy(choice, on: record) }
    switch status {
    case .missing:
      if case .typed = choice.bump { throw .noFile }
      return nil
    case .unreadable: throw .unreadable(problem ?? .unreadable(.notFound))
    case .unhashed: throw .unhashed
    case .fresh, .stale, .new, .untracked: break
    }
    guard let digest else { throw .unhashed }
    guard let token = next(with: choice, by: rules).token else { throw .needsToken }
    if TokenHistory(record).stoodForOtherBytes(token, than: digest) { throw .carriedBefore(token) }
    return withStrategy(
      choice,
      on: record?.bumped(to: token, for: digest, on: rules.day)
        ?? Record(token: token, digest: digest, bumped: rules.day))
  }

  /// A strategy equal to what the settings give is not recorded: it would outlive their change.
  private func withStrategy(_ choice: Choice, on record: Record?) -> Record? {
    guard var record, let chosen = choice.strategy else { return record }
    record.strategy = chosen == configured ? nil : chosen
    return record
  }
}

extension Record {
  /// This record with another token for other bytes; the token it had joins the history.
  fileprivate func bumped(to token: Token, for digest: Digest, on day: CalendarDay) -> Record {
    if token == self.token && digest == self.digest { return self }
    var record = self
    let history = [PreviousToken(token: self.token, digest: self.digest)] + previous
    record.previous = Array(history.filter { $0.token != token }.prefix(Record.longestHistory))
    record.token = token
    record.digest = digest
    record.bumped = day
    return record
  }
}

import Screen

extension StartState {
  /// Takes in an event, and says what is asked for.
  public mutating func update(_ event: InputEvent) -> Request? {
    switch event {
    case .key(let key): return request(of: key)
    case .mouse(let mouse):
      guard mouse.action == .press, let name = grid().button(at: mouse.position) else { return nil }
      return Key(name: String(name.dropFirst("key ".count))).flatMap { request(of: $0) }
    case .resize(let size): self.size = size
    case .resumed, .ground: return .redraw
    case .terminate(let signal): return .end(.signal(signal))
    case .hangup: return .end(.hangup)
    case .paste, .focus: break
    }
    return nil
  }

  /// Takes in what a retry found, or what else is to be said.
  public mutating func showProblem(_ problem: StartProblem, saying words: String? = nil) {
    self.problem = problem
    notice = words.map { Notice($0, isError: true) }
  }

  private mutating func request(of key: Key) -> Request? {
    notice = nil
    switch (key, problem) {
    case ("q", _), (.escape, _), (.control("c"), _): return .end(.done)
    case (.control("l"), _): return .redraw
    case (.control("z"), _): return .suspend
    // What cannot be seen is not done.
    case _ where isTooSmall: return nil
    case ("R", _): return .retry
    case ("e", .broken(let failure)):
      guard let file = failure.file else { break }
      return .edit(file, line: failure.line)
    case ("i", .missing(_, .some)): return .setUp
    default: break
    }
    notice = Notice("\(key.name) does nothing here")
    return nil
  }
}

import Screen
import Values

/// The screen of a start without a project: what is wrong, and the keys that help.
public struct StartState: Equatable, Sendable {
  /// What is wrong.
  public private(set) var problem: StartProblem
  /// The size of the terminal.
  public private(set) var size: Size
  let ellipsis: String
  private(set) var notice: Notice?

  /// What the screen asks for.
  public enum Request: Equatable, Sendable {
    /// To look for the project again.
    case retry
    /// To open a file in the editor, at a line from 1.
    case edit(BytePath, line: Int?)
    /// To set a project up in the folder, as `init` does.
    case setUp
    /// To stop the program for a while, as ^Z does.
    case suspend
    /// To paint every cell anew.
    case redraw
    /// To end the program.
    case end(Ending)
  }

  /// Makes the state of a start that failed.
  public init(_ problem: StartProblem, size: Size, isUnicode: Bool) {
    self.problem = problem
    self.size = size
    ellipsis = isUnicode ? "\u{2026}" : "~"
  }

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
  public mutating func take(_ problem: StartProblem, saying words: String? = nil) {
    self.problem = problem
    notice = words.map { Notice($0, isError: true) }
  }

  private mutating func request(of key: Key) -> Request? {
    notice = nil
    switch (key, problem) {
    case ("q", _), (.escape, _), (.control("c"), _): return .end(.done)
    case (.control("l"), _): return .redraw
    case (.control("z"), _): return .suspend
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

  /// Draws the state.
  public func grid() -> Grid {
    var grid = Grid(size)
    guard size.columns >= Layout.least.columns, size.rows >= Layout.least.rows else {
      grid.put(
        "\(Layout.least.columns)x\(Layout.least.rows) needed", row: 0, column: 0)
      return grid
    }
    StartView(state: self).draw(on: &grid)
    return grid
  }
}

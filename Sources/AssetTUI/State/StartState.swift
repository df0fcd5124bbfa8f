import Screen
import Values

/// The screen of a start without a project: what is wrong, and the keys that help.
public struct StartState: Equatable, Sendable {
  /// What is wrong.
  public internal(set) var problem: StartProblem
  /// The size of the terminal.
  public internal(set) var size: Size
  let ellipsis: String
  var notice: Notice?

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
}

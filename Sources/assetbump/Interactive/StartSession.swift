import AssetCore
import AssetTUI
import CursesTerminal
import Disk
import Glibc
import Planning
import Screen
import Site
import Values

/// Finds the project for the terminal UI; where there is none, or its settings cannot be read, a screen
/// says so, until the person has mended it or leaves.
struct StartSession {
  let common: CommonOptions
  let fileSystem = DiskFileSystem()
  let openTerminal: () throws -> CursesTerminal

  /// What the terminal UI begins with.
  struct Found {
    let project: Project
    let keys: KeyTable
    /// The terminal, where one was opened.
    var terminal: CursesTerminal?
  }

  /// Finds the project and the keys.
  ///
  /// - Throws: why there is none, where the person leaves it so or there is no terminal.
  func run() throws -> Found {
    do {
      return try find()
    } catch {
      guard let problem = problem(error), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
        let terminal = try? openTerminal()
      else { throw error }
      return try show(problem, error, on: terminal)
    }
  }

  private func find() throws -> Found {
    let project = try common.findProject(on: fileSystem)
    let keys = try KeyTable(bindings: project.settings.keys, file: project.settingsName)
    return Found(project: project, keys: keys)
  }

  private func show(
    _ problem: StartProblem, _ first: any Error, on terminal: CursesTerminal
  ) throws -> Found {
    var error = first
    var state = StartState(problem, size: terminal.size, isUnicode: terminal.isUnicode)
    while true {
      terminal.draw(state.grid())
      for event in terminal.nextEvents(wake: -1) {
        var words: String?
        switch state.update(event) {
        case nil: continue
        case .redraw:
          terminal.redrawAll()
          continue
        case .suspend:
          terminal.suspend()
          continue
        case .end(let ending):
          terminal.close()
          if case .signal(let number) = ending { CursesTerminal.dieBySignal(number) }
          if case .hangup = ending { CursesTerminal.dieBySignal(SIGHUP) }
          throw error
        case .edit(let file, let line):
          let editor = Editor()
          words = editor.failure(terminal.release { editor.open(file, line: line) })
        case .setUp: words = setUp()
        case .retry: break
        }
        do {
          var found = try find()
          found.terminal = terminal
          return found
        } catch let other {
          error = other
          guard let problem = self.problem(other) else {
            terminal.close()
            throw other
          }
          state.showProblem(problem, saying: words)
        }
      }
    }
  }

  /// Sets up a project in the folder.
  ///
  /// - Returns: why it was not.
  private func setUp() -> String? {
    do {
      _ = try initialization().run(on: try Today.day())
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func initialization() throws -> Initialization {
    Initialization(folder: try folder(), fileSystem: fileSystem, state: StateFolder.path)
  }

  /// The folder that was named, else the one that the person is in.
  private func folder() throws -> BytePath {
    let here = try WorkingFolder.path()
    return common.project.map { here.appending($0).normalized } ?? here
  }

  /// What a screen says of an error; nil for one that no key here helps with.
  private func problem(_ error: any Error) -> StartProblem? {
    switch error {
    case ProjectError.notFound, ProjectError.notThere:
      return .missing(words: "\(error)", draft: draft())
    case ProjectError.severalStatics: return .missing(words: "\(error)", draft: nil)
    case ProjectError.settings(let settings):
      let name = settings.place?.file ?? settings.file
      return .broken(ProjectFailure(error, in: folder(holding: name), on: fileSystem))
    case let error as KeyTableError:
      return .broken(
        ProjectFailure(
          "\(error)", at: error.place.file, line: error.place.line,
          in: folder(holding: error.place.file), on: fileSystem))
    default: return nil
    }
  }

  /// What `init` would say of the folder; nil where it would do nothing.
  private func draft() -> [String]? {
    guard let day = try? Today.day(),
      let report = try? initialization().run(on: day, isDraft: true)
    else { return nil }
    return report.lines.map { $0.hasPrefix("wrote ") ? "would write " + $0.dropFirst(6) : $0 }
  }

  /// The nearest folder, from the one in question upward, that has a file.
  private func folder(holding name: String?) -> BytePath {
    guard let start = try? folder(), let name else { return "." }
    var folder = start
    while true {
      let file = folder.appending(BytePath(name))
      if (try? fileSystem.kind(of: file)) ?? nil != nil { return folder }
      if folder.folder == folder { return start }
      folder = folder.folder
    }
  }
}

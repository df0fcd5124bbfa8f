import AssetCore
import AssetTUI
import CursesTerminal
import Glibc
import Screen

/// The terminal UI: wires the state to the terminal and to the disk, and runs the loop.
///
/// One thread, this one, owns the terminal and the state. It sleeps until a key or a message comes,
/// takes in all there is, and draws once.
struct InteractiveSession {
  let common: CommonOptions
  let mouse: Bool

  func run() throws {
    let fileSystem = DiskFileSystem()
    let project = try common.findProject(on: fileSystem)
    let keys = try KeyTable(bindings: project.settings.keys, file: project.settingsName)
    let day = try Today.day()
    let terminal = try openTerminal()
    let mailbox = try Mailbox<Message>()
    var performer = EffectPerformer(
      terminal: terminal, mailbox: mailbox, fileSystem: fileSystem, folder: project.folder)
    var state = AppState(
      project: project, keys: keys, day: day, size: terminal.size, isUnicode: terminal.isUnicode,
      isMouseOn: mouse)
    let ending = loop(&state, terminal, mailbox, &performer)
    terminal.close()
    leave(ending, with: state)
  }

  private func openTerminal() throws -> CursesTerminal {
    do throws(TerminalError) {
      return try CursesTerminal(
        .init(useColor: common.color.isOn(for: STDOUT_FILENO), mouse: mouse))
    } catch {
      throw CommandError.noTerminal(error.description)
    }
  }

  private func loop(
    _ state: inout AppState, _ terminal: CursesTerminal, _ mailbox: Mailbox<Message>,
    _ performer: inout EffectPerformer
  ) -> Ending {
    var messages: [Message] = [.started]
    while true {
      // Each message goes as soon as it is taken in: while one lives, what it brought is shared with
      // the state, and the first change would copy all of it.
      messages.reverse()
      while let message = messages.popLast() {
        for effect in state.update(message) {
          if let ending = performer.perform(effect) { return ending }
        }
      }
      terminal.draw(state.grid())
      let events = terminal.nextEvents(wake: mailbox.descriptor)
      messages = events.map { .input($0) } + mailbox.drain()
    }
  }

  private func leave(_ ending: Ending, with state: AppState) {
    switch ending {
    case .done: break
    case .signal(let number):
      reportLoss(state)
      CursesTerminal.dieBySignal(number)
    case .hangup: CursesTerminal.dieBySignal(SIGHUP)
    }
  }

  private func reportLoss(_ state: AppState) {
    guard state.pending.count > 0 else { return }
    StandardError.print(
      "assetbump: \(Words.count(state.pending.count, "pending change was", "pending changes were"))"
        + " not written")
  }
}

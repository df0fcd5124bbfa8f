import ArgumentParser
import AssetTUI
import CursesTerminal
import Disk
import Glibc
import Planning
import Screen
import Site
import Values

/// The terminal UI: wires the state to the terminal and to the disk, and runs the loop.
///
/// One thread, this one, owns the terminal and the state. It sleeps until a key or a message comes,
/// takes in all there is, and draws once.
struct InteractiveSession {
  let common: CommonOptions
  let writing: WriteOptions
  let mouse: Bool
  /// Whether the list begins with folders.
  let isTree: Bool
  /// The colours; nil where the terminal's ground decides.
  let theme: Theme?

  func run() throws {
    let fileSystem = DiskFileSystem()
    let found = try StartSession(common: common, openTerminal: openTerminal).run()
    let (project, keys) = (found.project, found.keys)
    let day = try Today.day()
    let unfinished = unfinished(project, on: fileSystem)
    let refusal = project.foreignSettings(on: fileSystem).map {
      WriteError.foreignSettings($0, project.folder)
    }
    let terminal = try found.terminal ?? openTerminal()
    let mailbox = try Mailbox<Message>()
    let keeper = RecoveryKeeper(
      project: project.folder, state: StateFolder.path, fileSystem: fileSystem)
    if let refusal { mailbox.post(.said(Notice(refusal.description, isError: true))) }
    if !keeper.earlier.isEmpty { mailbox.post(.recovered(keeper.earlier)) }
    var performer = EffectPerformer(
      terminal: terminal, mailbox: mailbox, fileSystem: fileSystem, folder: project.folder,
      place: try writing.place(of: project), refusal: refusal, keeper: keeper,
      believing: !common.noCache)
    var state = AppState(
      project: project, keys: keys, day: day, size: terminal.size, isUnicode: terminal.isUnicode,
      isMouseOn: mouse, isTree: isTree)
    let ending = loop(
      &state, terminal, mailbox, &performer, first: unfinished.map { .unfinished($0) } ?? .started)
    // While signals are still taken as messages: a second one does not end the program before all is
    // saved.
    let loss = keeper.finish()
    terminal.close()
    performer.finish()
    leave(ending, keeping: state.kept.count, loss)
    if case .unfinished = ending { throw ExitCode.impossible }
  }

  /// What is to be asked about an interrupted write before anything is read; nil where there is none.
  ///
  /// A write that is under way is left to the program that makes it.
  private func unfinished(
    _ project: Project, on fileSystem: some FileSystem
  ) -> UnfinishedScreen? {
    do throws(RepairError) {
      try project.writePlace.confirmFinished(on: fileSystem, patience: 0)
      return nil
    } catch {
      if case .held = error { return nil }
      return UnfinishedScreen(words: error.description, isOwn: error.isOwn)
    }
  }

  private func openTerminal() throws -> CursesTerminal {
    do throws(TerminalError) {
      return try CursesTerminal(
        .init(useColor: common.color.isOn(for: STDOUT_FILENO), mouse: mouse, theme: theme))
    } catch {
      throw CommandError.noTerminal(error.description)
    }
  }

  private func loop(
    _ state: inout AppState, _ terminal: CursesTerminal, _ mailbox: Mailbox<Message>,
    _ performer: inout EffectPerformer, first: Message
  ) -> Ending {
    var messages: [Message] = [first]
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
      state.noteDrawn()
      let events = terminal.nextEvents(wake: mailbox.descriptor)
      messages = events.map { .input($0) } + mailbox.drain()
    }
  }

  private func leave(_ ending: Ending, keeping count: Int, _ loss: RecoveryLoss?) {
    switch ending {
    case .done, .unfinished: break
    case .signal(let number):
      report(count, loss)
      CursesTerminal.dieBySignal(number)
    case .hangup:
      report(count, loss)
      CursesTerminal.dieBySignal(SIGHUP)
    }
  }

  private func report(_ count: Int, _ loss: RecoveryLoss?) {
    guard count > 0 else { return }
    let changes = Words.count(count, "pending change", "pending changes")
    StandardError.print(
      loss.map { "assetbump: \(changes) neither written nor saved: \($0)" }
        ?? "assetbump: \(changes) saved; start again to restore \(count == 1 ? "it" : "them")")
  }
}

import AssetCore
import AssetTUI
import Screen

/// Does what the state asks for; what comes of it goes to the mailbox.
///
/// What concerns the terminal is done on this thread, what may take time on others.
struct EffectPerformer {
  let terminal: any Terminal
  let mailbox: Mailbox<Message>
  let fileSystem: any FileSystem
  /// The project's folder, absolute.
  let folder: BytePath
  let keeper: RecoveryKeeper
  private var scan: ScanJob?

  init(
    terminal: any Terminal, mailbox: Mailbox<Message>, fileSystem: any FileSystem, folder: BytePath,
    keeper: RecoveryKeeper
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.fileSystem = fileSystem
    self.folder = folder
    self.keeper = keeper
  }

  /// Performs an effect.
  ///
  /// - Returns: how the program ends, where the effect is that it does.
  mutating func perform(_ effect: Effect) -> Ending? {
    switch effect {
    case .scan(let number):
      scan?.cancel()
      let job = ScanJob(number: number, folder: folder, fileSystem: fileSystem, mailbox: mailbox)
      scan = job
      start { job.run() }
    case .stopScan: scan?.cancel()
    case .write(let plan, let versions): write(plan, versions)
    case .redraw: terminal.redrawAll()
    case .suspend: terminal.suspend()
    case .mouse(let isOn): terminal.setMouse(isOn)
    case .keep(let choices): keeper.keep(choices)
    case .quit(let ending):
      scan?.cancel()
      return ending
    }
    return nil
  }

  private func write(_ plan: Plan, _ versions: VersionsDocument) {
    start { [fileSystem, mailbox] in
      let result: Result<VersionsDocument, WriteError>
      do throws(WriteError) {
        try plan.write(to: fileSystem)
        result = .success(plan.versions(after: versions))
      } catch {
        result = .failure(error)
      }
      mailbox.post(.written(result))
    }
  }

  /// Runs work on a thread of its own; here, where the system gives no thread.
  private func start(_ work: @escaping @Sendable () -> Void) {
    if !Threads.detach(work) { work() }
  }
}

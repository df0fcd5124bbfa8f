import AssetCore
import AssetTUI
import Disk
import Planning
import Screen
import Site
import Values

/// Does what the state asks for; what comes of it goes to the mailbox.
///
/// What concerns the terminal is done on this thread, what may take time on others.
struct EffectPerformer {
  let terminal: any Terminal
  let mailbox: Mailbox<Message>
  let fileSystem: any FileSystem
  /// The project's folder, absolute.
  let folder: BytePath
  /// Where the project's writes are recorded.
  let place: WritePlace
  /// Why nothing may be written in the project; nil where it may.
  let refusal: WriteError?
  let keeper: RecoveryKeeper
  /// Whether what earlier runs remember counts.
  let believing: Bool
  private var scan: ScanJob?
  private var reading: ReferenceJob?
  private var site: SiteJob?
  private var browser = Browser()
  private var watch: FolderWatch?

  init(
    terminal: any Terminal, mailbox: Mailbox<Message>, fileSystem: any FileSystem, folder: BytePath,
    place: WritePlace, refusal: WriteError?, keeper: RecoveryKeeper, believing: Bool
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.fileSystem = fileSystem
    self.folder = folder
    self.place = place
    self.refusal = refusal
    self.keeper = keeper
    self.believing = believing
  }

  /// Performs an effect.
  ///
  /// - Returns: how the program ends, where the effect is that it does.
  mutating func perform(_ effect: Effect) -> Ending? {
    switch effect {
    case .scan(let number):
      scan?.cancel()
      let job = ScanJob(
        number: number, folder: folder, fileSystem: fileSystem, believing: believing,
        mailbox: mailbox)
      start { [scan] in job.run(after: scan) }
      scan = job
    case .stopScan: scan?.cancel()
    case .write(let plan, let versions): write(plan, versions)
    case .readMending(let project, let inventory, let isAdding, let reading):
      readMending(of: project, inventory, isAdding: isAdding, reading: reading)
    case .findTokens(let plan, let project):
      start { [fileSystem, mailbox] in
        mailbox.post(.tokens(TokenMention.all(of: plan, in: project, on: fileSystem), of: plan))
      }
    case .repair(let direction): repair(direction)
    case .redraw: terminal.redrawAll()
    case .suspend: terminal.suspend()
    case .mouse(let isOn): terminal.setMouse(isOn)
    case .keep(let choices): keeper.keep(choices)
    case .readReferences(let project, let inventory, let number):
      reading?.cancel()
      let job = ReferenceJob(
        number: number, project: project, fileSystem: fileSystem, believing: believing,
        mailbox: mailbox)
      reading = job
      start { job.run(inventory) }
    case .stopReferences: reading?.cancel()
    case .readFacts(let question, let reading): read(question, reading: reading)
    case .readDiff(let file, let digest, let folder, let reading):
      start { [fileSystem, mailbox] in
        mailbox.post(
          .diff(
            EffectPerformer.diff(of: file, since: digest, in: folder, on: fileSystem),
            reading: reading))
      }
    case .watch(let folders):
      if watch == nil {
        watch = FolderWatch { [mailbox] in mailbox.post(.changedOnDisk) }
      }
      if watch?.watch(folders) != true { mailbox.post(.watchesRanOut) }
    case .readExcerpt(let file, let line, let reading):
      start { [fileSystem, mailbox] in
        mailbox.post(
          .excerpt(FileExcerpt(around: line, of: file, on: fileSystem), reading: reading))
      }
    case .readPage(let source, let page): read(source, page: page)
    case .copy(let bytes, let words): copy(bytes, saying: words)
    case .edit(let file, let line): edit(file, line)
    case .browse(let source):
      browse { (fileSystem) throws(FileError) in try source.localPage(from: fileSystem) }
    case .readServedPage(let source, let page):
      start { [fileSystem, mailbox] in
        mailbox.post(.page(.success(source.generated(on: fileSystem).preview), page: page))
      }
    case .browseServedPage(let source):
      browse { fileSystem in source.generated(on: fileSystem).browserPage }
    case .verify(let question, let isConfirmed, let run):
      verify(question, isConfirmed: isConfirmed, run: run)
    case .stopVerifying: site?.cancel()
    case .quit(let ending):
      site?.cancel()
      scan?.cancel()
      reading?.cancel()
      return ending
    }
    return nil
  }

  /// Lets what was read be remembered for the next run, once the program is about to end.
  func finish() {
    browser.remove()
    scan?.waitForEnd()
    site?.waitForEnd()
  }

  private func write(_ plan: Plan, _ versions: VersionsDocument) {
    start { [fileSystem, mailbox, folder, place, refusal] in
      let result: Result<VersionsDocument, WriteError>
      do throws(WriteError) {
        if let refusal { throw refusal }
        try plan.write(
          to: fileSystem, at: place, remembering: StateFolder.memory(of: folder))
        result = .success(plan.versions(after: versions))
      } catch {
        result = .failure(error)
      }
      mailbox.post(.written(result))
    }
  }

  private func repair(_ direction: Repair.Direction) {
    start { [fileSystem, mailbox, place] in
      let result: Result<String, RepairError>
      do throws(RepairError) {
        let start = try place.start(on: fileSystem, preferring: direction)
        result = .success(start.report?.description ?? "nothing was left to finish or take back")
      } catch {
        result = .failure(error)
      }
      mailbox.post(.repaired(result))
    }
  }

  /// Compares a file with the bytes that had a digest.
  private static func diff(
    of file: BytePath, since digest: Digest, in folder: BytePath, on fileSystem: any FileSystem
  ) -> AssetDiff {
    let new = (try? fileSystem.read(file, limit: largestCompared)) ?? []
    let old: Result<[UInt8], AssetDiff.Failure>
    do throws(RecordedBytes.Failure) {
      old = .success(try RecordedBytes.find(file, digest: digest, in: folder))
    } catch {
      old = .failure(AssetDiff.Failure(error.description))
    }
    return AssetDiff(old: old, new: new, name: file)
  }

  /// The most bytes of a file that is compared.
  private static let largestCompared = 64 << 20

  private func readMending(
    of project: Project, _ inventory: Inventory, isAdding: Bool, reading: Int
  ) {
    start { [fileSystem, mailbox] in
      let result: Result<Mending?, FileError>
      do throws(FileError) {
        result = .success(
          try Mending.read(
            of: project, inventory, scope: .assets([]), isAdding: isAdding, from: fileSystem))
      } catch {
        result = .failure(error)
      }
      mailbox.post(.mending(result, reading: reading))
    }
  }

  private func read(_ source: PageSource, page: Int) {
    start { [fileSystem, mailbox] in
      let result: Result<PagePreview, FileError>
      do throws(FileError) {
        result = .success(try source.preview(from: fileSystem))
      } catch {
        result = .failure(error)
      }
      mailbox.post(.page(result, page: page))
    }
  }

  private func read(_ question: Facts.Question, reading: Int) {
    start { [fileSystem, mailbox] in
      let facts = FileFacts.read(
        question.file, for: question.kind, integrity: question.integrity, from: fileSystem)
      mailbox.post(.facts(facts, reading: reading))
    }
  }

  private func copy(_ bytes: [UInt8], saying words: String) {
    let done = Notice("copied: \(words)")
    guard Clipboard.takes(bytes) else {
      mailbox.post(.said(Notice("too large to copy: \(bytes.count) bytes", isError: true)))
      return
    }
    guard Clipboard.isInTmux else {
      terminal.write(Clipboard.sequence(for: bytes))
      mailbox.post(.said(done))
      return
    }
    start { [mailbox] in
      let failure = Clipboard.copyByTmux(bytes)
      mailbox.post(.said(failure.map { Notice($0, isError: true) } ?? done))
    }
  }

  private func edit(_ file: BytePath, _ line: Int?) {
    let editor = Editor()
    let ending = terminal.release { editor.open(file, line: line) }
    mailbox.post(.edited(failure: editor.failure(ending)))
  }

  /// Reads a site, where it is this machine's or the person has said that it may be asked.
  private mutating func verify(_ question: SiteQuestion, isConfirmed: Bool, run: Int) {
    let approvals = SiteApprovals(of: folder, state: StateFolder.path, on: fileSystem)
    if isConfirmed {
      do throws(FileError) {
        try approvals.remember(question.url)
      } catch {
        mailbox.post(.said(Notice("the answer is not kept: \(error)", isError: true)))
      }
    } else if !approvals.allow(question.url) {
      mailbox.post(.siteUnconfirmed(run: run))
      return
    }
    site?.cancel()
    let job = SiteJob(number: run, question: question, mailbox: mailbox)
    site = job
    start { job.run() }
  }

  private mutating func browse(
    _ contents: @escaping @Sendable (any FileSystem) throws(FileError) -> [UInt8]
  ) {
    do throws(FileError) {
      let page = try browser.nextPage()
      start { [fileSystem, mailbox] in
        mailbox.post(.said(Browser.show(contents, as: page, on: fileSystem)))
      }
    } catch {
      mailbox.post(.said(Notice("no page to show: \(error)", isError: true)))
    }
  }

  /// Runs work on a thread of its own; here, where the system gives no thread.
  private func start(_ work: @escaping @Sendable () -> Void) {
    if !Threads.detach(work) { work() }
  }
}

import AssetCore
import AssetTUI
import Disk
import Planning
import References
import Screen
import Site
import TestSupport
import Testing
import Values

/// A run of the terminal UI over a disk in memory: keys in, whole screens out.
///
/// What the state asks for is done at once and in order, by the core's own code, as the tool does it
/// on other threads. ``hold()`` keeps the messages back, so that what stands on the screen meanwhile
/// can be told.
///
/// ```swift
/// let session = try Session(Shop.files(), columns: 80, rows: 10)
/// session.press("B w y")
/// session.expect("…ten lines…")
/// ```
final class Session {
  let disk: MemoryFileSystem
  private(set) var state: AppState
  /// What the state asked for that is not done here: the terminal's part.
  private(set) var terminalEffects: [Effect] = []
  /// How the program ended; nil while it runs.
  private(set) var ending: Ending?
  /// Every state that was to be kept for the next start.
  private(set) var kept: [[AssetID: Choice]] = []
  /// What was copied, in order.
  private(set) var copied: [[UInt8]] = []
  /// How the editor fails, in words; nil where it does not.
  var editorFailure: String?
  /// What files held when their tokens were given, as git would have it.
  var oldBytes: [BytePath: String] = [:]
  /// The folders that are watched.
  private(set) var watched: [BytePath] = []
  /// What is said about the references.
  var findings: [Finding] = []
  /// What the running site answers, by path and query: type and body; all else is not found.
  var site: [String: (type: String, body: String)] = [:]
  /// The URLs that were asked for, in order.
  private(set) var asked: [String] = []
  /// Whether scans know every asset before they read any, as from an earlier run.
  var knowsAll = false
  private var isHolding = false
  private var waiting: [Message] = []

  /// Starts the program in a folder, and scans unless told to wait.
  init(
    _ disk: MemoryFileSystem, columns: Int = 80, rows: Int = 10, isUnicode: Bool = true,
    holding: Bool = false, knowingAll: Bool = false, isTree: Bool = false
  ) throws {
    self.disk = disk
    knowsAll = knowingAll
    let project = try Project.find(from: disk.workingFolder, in: disk)
    state = AppState(
      project: project,
      keys: try KeyTable(bindings: project.settings.keys, file: project.settingsName),
      day: try Make.day("20260822"), size: Size(columns: columns, rows: rows),
      zone: .utc, isUnicode: isUnicode, isTree: isTree)
    isHolding = holding
    send(.started)
  }

  /// Presses keys by their names, with spaces between them: `j Right B ^R Space`.
  func press(_ names: String, at location: SourceLocation = #_sourceLocation) {
    for name in names.split(separator: " ") {
      guard let key = Key(name: String(name)) else {
        Issue.record("no key is called \(name)", sourceLocation: location)
        return
      }
      send(.input(.key(key)))
      state.noteDrawn()
    }
  }

  /// Presses keys as ``press(_:at:)`` does, so fast that nothing is drawn before the last.
  func pressAtOnce(_ names: String, at location: SourceLocation = #_sourceLocation) {
    for name in names.split(separator: " ") {
      guard let key = Key(name: String(name)) else {
        Issue.record("no key is called \(name)", sourceLocation: location)
        return
      }
      send(.input(.key(key)))
    }
    state.noteDrawn()
  }

  /// Types a text, a key for each character.
  func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.input(.key(.scalar(scalar)))) }
  }

  /// Pastes a text.
  func paste(_ text: String) {
    send(.input(.paste(Array(text.utf8))))
  }

  /// Gives the terminal another size.
  func resize(_ columns: Int, _ rows: Int) {
    send(.input(.resize(Size(columns: columns, rows: rows))))
  }

  /// Uses the mouse.
  func mouse(_ action: MouseEvent.Action, row: Int, column: Int) {
    send(.input(.mouse(MouseEvent(action, at: Position(row: row, column: column)))))
  }

  /// Sends a message, and does what the state asks for.
  func send(_ message: Message) {
    var messages = [message]
    while !messages.isEmpty {
      for effect in state.update(messages.removeFirst()) { messages += perform(effect) }
    }
  }

  /// Keeps back from now on what scans and writes would say.
  func hold() {
    isHolding = true
  }

  /// Delivers some of what was kept back, all of it where no number is given.
  func deliver(_ count: Int = .max) {
    let messages = waiting.prefix(count)
    waiting.removeFirst(messages.count)
    for message in messages { send(message) }
    state.noteDrawn()
  }

  /// Delivers what was kept back last, before the rest.
  func deliverLast() {
    if let message = waiting.popLast() { send(message) }
  }

  /// The number of messages that are kept back.
  var waitingCount: Int { waiting.count }

  private func perform(_ effect: Effect) -> [Message] {
    switch effect {
    case .scan(let number): return post(scan(number))
    case .stopScan: stopScan()
    case .write(let plan, let versions): return post([write(plan, versions)])
    case .readMending(let project, let inventory, let isAdding, let reading):
      let mending = mending(of: project, inventory, isAdding: isAdding)
      return post([.mending(mending, reading: reading)])
    case .findTokens(let plan, let project):
      return post([.tokens(TokenMention.all(of: plan, in: project, on: disk), of: plan)])
    case .redraw, .suspend, .mouse: terminalEffects.append(effect)
    case .watch(let folders): watched = folders
    case .readReferences(let project, let inventory, let reading):
      let map = ReferenceReader(of: project, on: disk).read(inventory)
      return post([.references(map, findings, reading: reading)])
    case .stopReferences:
      waiting.removeAll { if case .references = $0 { true } else { false } }
    case .readFacts(let question, let reading):
      let facts = FileFacts.read(
        question.file, for: question.kind, integrity: question.integrity, from: disk)
      return post([.facts(facts, reading: reading)])
    case .readDiff(let file, _, _, let reading):
      let old: Result<[UInt8], AssetDiff.Failure> =
        oldBytes[file].map { .success(Array($0.utf8)) }
        ?? .failure(AssetDiff.Failure("there is no git repository"))
      let new = (try? disk.read(file, limit: .max)) ?? []
      return post([.diff(AssetDiff(old: old, new: new, name: file), reading: reading)])
    case .readExcerpt(let file, let line, let reading):
      return post([.excerpt(FileExcerpt(around: line, of: file, on: disk), reading: reading)])
    case .readPage(let source, let page): return post([.page(read(source), page: page)])
    case .readServedPage(let source, let page):
      return post([.page(.success(source.generated(on: disk).preview), page: page)])
    case .browseServedPage: terminalEffects.append(effect)
    case .verify(let question, let isConfirmed, let run):
      return post(verify(question, isConfirmed: isConfirmed, run: run))
    case .stopVerifying:
      waiting.removeAll { if case .verified = $0 { true } else { false } }
    case .copy(let bytes, let words):
      copied.append(bytes)
      return [.said(Notice("copied: \(words)"))]
    case .edit:
      terminalEffects.append(effect)
      return [.edited(failure: editorFailure)]
    case .browse: terminalEffects.append(effect)
    case .quit(let ending): self.ending = ending
    case .repair: break
    case .keep(let choices): kept.append(choices.dictionary)
    }
    return []
  }

  private func post(_ messages: [Message]) -> [Message] {
    guard isHolding else { return messages }
    waiting += messages
    return []
  }

  /// What a scan says, an asset a message.
  private func scan(_ number: Int) -> [Message] {
    do {
      let project = try Project.open(disk.workingFolder, in: disk)
      let versions = try VersionsDocument.read(of: project, from: disk)
      let found = try Scanner(project: project, fileSystem: disk).scan()
      var inventory = Inventory(scan: found, versions: versions.file, settings: project.settings)
      let results = DigestRun(fileSystem: disk, threads: 1).digest(found.assets)
      var read: [ReadAsset] = []
      for (asset, result) in zip(found.assets, results) {
        guard let index = inventory.index(of: asset.id) else { continue }
        if knowsAll {
          inventory.setDigest(result, at: index)
        } else {
          read.append(ReadAsset(index: index, result: result))
        }
      }
      let listing = Listing(project: project, versions: versions, inventory: inventory)
      return [.found(found.assets.count, scan: number), .listed(listing, scan: number)]
        + read.map { .digested([$0], scan: number) } + [.scanned(scan: number)]
    } catch {
      return [.scanFailed(ProjectFailure(error, in: disk.workingFolder, on: disk), scan: number)]
    }
  }

  /// What is not listed yet never is; what is not read yet ends as called off.
  private func stopScan() {
    let isListed = !waiting.contains { if case .listed = $0 { true } else { false } }
    waiting = waiting.compactMap { message in
      switch message {
      case .digested(let assets, let scan):
        isListed
          ? .digested(
            assets.map { ReadAsset(index: $0.index, result: .failure(.calledOff)) }, scan: scan)
          : nil
      case .found, .listed: nil
      default: message
      }
    }
  }

  private func mending(
    of project: Project, _ inventory: Inventory, isAdding: Bool
  ) -> Result<Mending?, FileError> {
    do throws(FileError) {
      return .success(
        try Mending.read(
          of: project, inventory, scope: .assets([]), isAdding: isAdding, from: disk))
    } catch {
      return .failure(error)
    }
  }

  private func read(_ source: PageSource) -> Result<PagePreview, FileError> {
    do throws(FileError) {
      return .success(try source.preview(from: disk))
    } catch {
      return .failure(error)
    }
  }

  /// Asks the running site, as far as it may be asked unconfirmed.
  private func verify(_ question: SiteQuestion, isConfirmed: Bool, run: Int) -> [Message] {
    guard isConfirmed || question.url.isLoopback else { return [.siteUnconfirmed(run: run)] }
    var crawl = Crawl(
      from: question.url,
      assets: ServedAssets(
        of: question.project, question.inventory, question.versions, at: question.url),
      places: ReleaseChange.places(in: question.map), keepsPages: true)
    while true {
      let requests = crawl.next()
      if requests.isEmpty { break }
      for request in requests {
        asked.append(request.url.text)
        let found = site[request.url.target]
        crawl.receive(
          ServedResponse(
            request,
            .success(
              ServedAnswer(
                status: found == nil ? 404 : 200,
                headers: HTTPHeaders([("Content-Type", found?.type ?? "text/plain")]),
                body: Array((found?.body ?? "").utf8)))))
      }
    }
    crawl.finish()
    return [
      .verifying(SiteProgress(pages: crawl.pageCount, answers: crawl.responseCount), run: run),
      .verified(.success(SiteReport(crawl, isPartial: false)), run: run),
    ]
  }

  private func write(_ plan: Plan, _ versions: VersionsDocument) -> Message {
    do throws(WriteError) {
      try plan.write(
        to: disk, remembering: WriteMemory(project: state.project.folder, state: "/state"))
      return .written(.success(plan.versions(after: versions)))
    } catch {
      return .written(.failure(error))
    }
  }
}

extension FileError {
  fileprivate static let calledOff = FileError("", .cancelled)
}

// What stands on the screen.
extension Session {
  /// The rows on the screen, without the blanks at their ends.
  var lines: [String] {
    state.grid().lines.map(\.withoutTrailingBlanks)
  }

  /// Checks every row of the screen.
  func expect(_ expected: String, at location: SourceLocation = #_sourceLocation) {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).withoutTrailingBlanks }
    let actual = lines
    if actual != expected {
      Issue.record(
        Comment(rawValue: SideBySide.text(expected: expected, actual: actual)),
        sourceLocation: location)
    }
  }

  /// Checks one row of the screen, the last ones counted from -1.
  func expectLine(
    _ row: Int, _ expected: String, at location: SourceLocation = #_sourceLocation
  ) {
    let lines = lines
    let index = row < 0 ? lines.count + row : row
    let actual = lines.indices.contains(index) ? lines[index] : "(no such row)"
    if actual != expected {
      Issue.record(
        Comment(rawValue: SideBySide.text(expected: [expected], actual: [actual])),
        sourceLocation: location)
    }
  }
}

/// Two screens beside each other.
enum SideBySide {
  /// The rows of both, those that differ marked with `!`.
  static func text(expected: [String], actual: [String]) -> String {
    let width = max(8, expected.map { ColumnWidth.of($0) }.max() ?? 0)
    let rows = (0..<max(expected.count, actual.count)).map { row -> String in
      let left = expected.indices.contains(row) ? expected[row] : nil
      let right = actual.indices.contains(row) ? actual[row] : nil
      let mark = left == right ? " " : "!"
      return "\(mark) \(Fit.pad(left ?? "(no row)", columns: width)) | \(right ?? "(no row)")"
    }
    return
      (["the screen differs", "  " + Fit.pad("expected", columns: width) + " | actual"] + rows)
      .joined(separator: "\n")
  }
}

extension String {
  /// The text without the spaces at its end.
  var withoutTrailingBlanks: String {
    var scalars = Substring(self).unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}

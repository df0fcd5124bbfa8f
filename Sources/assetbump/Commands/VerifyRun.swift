import ArgumentParser
import AssetCore
import Disk
import Formats
import Glibc
import Planning
import Site
import Values

/// What `verify` does.
struct VerifyRun {
  let options: any ProjectOptions
  let start: WebURL
  let pages: [WebURL]
  let origins: [WebURL]
  let limits: Crawl.Limits
  let curl: CurlOptions
  let format: FindingFormat

  /// Reads the site, and prints what is to be said of it.
  ///
  /// - Throws: the exit code, where it is not 0.
  func run() throws {
    try reportingErrors {
      let workspace = try options.openServedWorkspace()
      var crawl = Crawl(
        from: start, pages: pages, origins: origins, limits: limits,
        assets: ServedAssets(of: workspace, at: start), places: places(in: workspace),
        salt: "\(time(nil)) \(getpid())")
      Interruption.listen()
      let fetcher = CurlFetcher(
        curl, agent: "assetbump/\(Assetbump.number)", isCancelled: { Interruption.hasCome })
      let progress = Progress()
      while !Interruption.hasCome {
        let requests = crawl.next()
        if requests.isEmpty { break }
        try fetcher.fetch(requests) { response in
          crawl.receive(response)
          progress.show(crawl)
          return !Interruption.hasCome
        }
      }
      progress.clear()
      if crawl.pageCount == 0, let failure = crawl.startFailure {
        throw PageFetchError.noAnswer(start, failure)
      }
      crawl.finish()
      let fails = try print(crawl, of: workspace)
      say(crawl)
      if Interruption.hasCome { throw ExitCode(130) }
      if fails { throw ExitCode.finding }
    }
  }

  /// Where the project's own templates name each asset first.
  private func places(in workspace: Workspace) -> [AssetID: ReleaseChange.Place] {
    guard workspace.hasReferrers(on: DiskFileSystem()) else { return [:] }
    return ReleaseChange.places(in: options.references(of: workspace).map)
  }

  private func print(_ crawl: Crawl, of workspace: Workspace) throws -> Bool {
    let findings = crawl.findings
    let files = FindingPlaces(
      of: workspace.project, workspace.inventory, shownAs: workspace.project.folder,
      seenFrom: try WorkingFolder.path())
    switch format {
    case .text:
      let paint = options.paint
      for found in findings {
        try StandardOutput.print(paint(found.finding.text, found.finding.severity.colour))
      }
    case .json: try StandardOutput.print(json(crawl).text)
    case .github:
      for found in findings {
        try StandardOutput.print(found.finding.gitHubCommand(in: files.file(of: found.finding)))
      }
    case .sarif:
      let placed = findings.map { ($0.finding, files.file(of: $0.finding)) }
      try StandardOutput.print(FindingLog(placed, version: Assetbump.number).json.text)
    }
    return findings.contains { $0.finding.severity != .note }
  }

  private func json(_ crawl: Crawl) -> JSONOutput {
    let unnamed = crawl.unnamed.map { ids in
      JSONOutput.array(
        ids.map { id in
          .object([
            ("root", .string(id.root)),
            ("path", .string(VisibleText.escapingBadBytes(id.path.bytes))),
          ])
        })
    }
    return .object([
      ("format", .number(1)), ("url", .string(start.text)), ("pages", .number(crawl.pageCount)),
      ("files", .number(crawl.fileCount)), ("complete", .boolean(crawl.unnamed != nil)),
      ("findings", .array(crawl.findings.map(\.json))), ("unnamed", unnamed ?? .null),
    ])
  }

  /// What was looked at, and what was not.
  private func say(_ crawl: Crawl) {
    StandardError.print(SiteReport(crawl, isPartial: Interruption.hasCome).summary)
    if crawl.leftCount > 0 {
      StandardError.print(
        "\(Words.count(crawl.leftCount, "link was", "links were")) not followed: --pages and --depth set limits"
      )
    }
    if !crawl.foreign.isEmpty {
      let origins = crawl.foreign.sorted()
      let more = origins.count > 5 ? " and \(origins.count - 5) more" : ""
      StandardError.print(
        "not asked: \(origins.prefix(5).map { VisibleText.of($0) }.joined(separator: ", "))\(more)"
          + " (--origin names what is to be)")
    }
    if let unnamed = crawl.unnamed, !unnamed.isEmpty {
      let more = unnamed.count > 5 ? " and \(unnamed.count - 5) more" : ""
      StandardError.print(
        "named by nothing that was read: \(unnamed.prefix(5).map(\.description).joined(separator: ", "))\(more)"
      )
    }
  }
}

/// What was read so far, in the last line of a terminal.
private final class Progress {
  private let isOn = isatty(STDERR_FILENO) == 1
  private var last: timespec = timespec()

  func show(_ crawl: Crawl) {
    guard isOn else { return }
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let passed = (now.tv_sec - last.tv_sec) * 10 + (now.tv_nsec - last.tv_nsec) / 100_000_000
    guard passed >= 1 else { return }
    last = now
    let text =
      "\(crawl.pageCount) pages, \(crawl.responseCount) answers, \(crawl.waitingCount) to ask - ^C ends it"
    StandardError.write(Array("\r\u{1B}[K\(text)".utf8))
  }

  func clear() {
    if isOn { StandardError.write(Array("\r\u{1B}[K".utf8)) }
  }
}

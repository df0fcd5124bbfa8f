import ArgumentParser
import AssetCore
import Disk
import Formats
import Glibc
import Planning
import References
import Site
import Values

/// What `preview --from` does: the page that the running application generates, with its next URLs.
struct GeneratedPreview {
  private let workspace: Workspace
  private let urls: PageURLs
  private let written: WrittenTokens
  private let command: Preview

  init(of workspace: Workspace, by rules: TokenRules, _ command: Preview) {
    (self.workspace, self.command) = (workspace, command)
    let disk = DiskFileSystem()
    urls = PageURLs(
      project: workspace.project, inventory: workspace.inventory, choices: Choices(), rules: rules
    ).followingEdits(on: disk)
    let hasFiles = workspace.hasReferrers(on: disk)
    written = WrittenTokens(
      hasFiles ? command.common.references(of: workspace).map : ReferenceMap())
  }

  /// Asks for the page, and prints it.
  func print(_ start: WebURL) throws {
    Interruption.listen()
    let fetcher = CurlFetcher(
      command.fetching.curl, agent: "assetbump/\(Assetbump.number)",
      isCancelled: { Interruption.hasCome })
    let (url, body) = try PageFetch(by: fetcher).page(at: start) ?? { throw ExitCode(130) }()
    let page = GeneratedPage(
      body, at: url, assets: ServedAssets(of: workspace, at: url), urls: urls, written: written)
    if command.json {
      try StandardOutput.print(json(page).text)
    } else if command.html {
      try printHTML(page)
    } else {
      try printURLs(page)
    }
    for left in page.left {
      StandardError.print(
        "left as it is: \(page.url.text):\(left.line): \(left.id.description): \(left.reason)")
    }
  }

  /// The page byte for byte; on a terminal with its changed lines marked, and nothing that acts on it.
  private func printHTML(_ page: GeneratedPage) throws {
    guard isatty(STDOUT_FILENO) == 1 else { return try StandardOutput.write(page.next) }
    for line in page.preview.lines {
      let text = "\(line.changes ? "~" : " ") \(VisibleText.of(line.next))"
      try StandardOutput.print(command.common.paint(text, line.changes ? .added : nil))
    }
  }

  private func printURLs(_ page: GeneratedPage) throws {
    var readings = StaticReadings(urls)
    for line in page.preview.lines {
      for replacement in line.replacements {
        var text = "\(page.url.text):\(line.number)  \(replacement.asset.description)"
        text += "\n  now   \(VisibleText.of(replacement.now))"
        if replacement.now != replacement.next {
          text += "\n  next  \(command.common.paint(VisibleText.of(replacement.next), .added))"
        }
        if let place = written.place(of: replacement.asset) {
          let reading = readings.line(at: place).map { "  \(VisibleText.of($0))" } ?? ""
          text += "\n  from  \(VisibleText.of(place.file)):\(place.position.line)\(reading)"
        }
        try StandardOutput.print(text)
      }
    }
    let count = page.preview.lines.count(where: \.changes)
    StandardError.print(
      "\(Words.count(count, "line", "lines")) of \(page.url.text) "
        + "\(count == 1 ? "changes" : "change")")
  }

  private func json(_ page: GeneratedPage) -> JSONOutput {
    func text(_ bytes: [UInt8]) -> JSONOutput { .string(VisibleText.escapingBadBytes(bytes)) }
    let urls = page.preview.lines.flatMap { line in
      line.replacements.map { replacement in
        let place = written.place(of: replacement.asset)
        return JSONOutput.object(
          members(of: replacement.asset, line: line.number) + [
            ("now", text(replacement.now)), ("next", text(replacement.next)),
            ("file", .optional(place.map { VisibleText.escapingBadBytes($0.file.bytes) })),
            ("fileLine", place.map { .number($0.position.line) } ?? .null),
          ])
      }
    }
    let left = page.left.map {
      JSONOutput.object(members(of: $0.id, line: $0.line) + [("reason", .string($0.reason))])
    }
    let html = command.html ? [("html", text(page.next))] : []
    return .object(
      [
        ("format", .number(1)), ("url", .string(page.url.text)), ("urls", .array(urls)),
        ("left", .array(left)),
      ] + html)
  }

  private func members(of id: AssetID, line: Int) -> [(String, JSONOutput)] {
    [
      ("line", .number(line)), ("root", .string(id.root)),
      ("path", .string(VisibleText.escapingBadBytes(id.path.bytes))),
    ]
  }
}

/// The lines of templates as they read with the next URLs, each template read once.
private struct StaticReadings {
  private let urls: PageURLs
  /// The lines of each template by their numbers; a tag over several lines leaves one.
  private var pages: [BytePath: [Int: [UInt8]]] = [:]

  init(_ urls: PageURLs) { self.urls = urls }

  /// The line of a template, without the spaces before it; nil where it cannot be read.
  mutating func line(at place: WrittenTokens.Place) -> [UInt8]? {
    if pages[place.file] == nil { pages[place.file] = lines(of: place.file) }
    return pages[place.file]?[place.position.line].map { line in
      Array(line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
    }
  }

  private func lines(of file: BytePath) -> [Int: [UInt8]] {
    let page = try? PageSource(file: file, urls: urls).preview(from: DiskFileSystem())
    return (page?.lines ?? []).reduce(into: [:]) { $0[$1.number] = $1.next }
  }
}

import ArgumentParser
import AssetCore
import Disk
import Site
import Values

/// What a release changes for those who visit.
struct Changes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Print what a release changes: each asset's old and new URL, and who names it.",
    discussion: """
      REV is a revision of git, compared with the working tree; REV..REV compares two. Without any, the \
      last tag, or where there is none the last commit that changed the versions file. What is poisoned \
      (other bytes under the same URL) and what is wasted (another URL for the same bytes) comes first.

      Examples:
        assetbump changes v1.2.0..v1.3.0 --markdown
        assetbump changes --urls --base https://www.example.com | xargs -d '\\n' -n 1 curl -X PURGE
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The revisions to compare.", valueName: "rev..rev"),
    completion: RevisionCompletion.kind)
  var revisions: String?

  @Flag(help: "Print the URLs alone, one a line, the old before the new.")
  var urls = false

  @Option(
    help: ArgumentHelp("Make the URLs absolute, by what stands before them.", valueName: "url"))
  var base: BaseURL?

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Print tables in Markdown, for a pull request.")
  var markdown = false

  func validate() throws {
    guard [urls, json, markdown].count(where: { $0 }) < 2 else {
      throw ValidationError("Give one of --urls, --json and --markdown.")
    }
  }

  func run() throws {
    try reportingErrors {
      let workspace = try common.openServedWorkspace()
      var reader = try ReleaseReader(of: workspace.project)
      let names = try revisions.map(ReleaseReader.names)
      let from = try names.map { try reader.release(named: $0.from) } ?? reader.lastRelease()
      let later = try names?.to.map { try reader.release(named: $0) }
      let changes =
        try later.map {
          try ReleaseChanges(from: from, to: $0, by: reader, needsPages: !urls)
        } ?? changes(from: from, to: workspace)
      try print(changes)
      for note in reader.notes { StandardError.print("note: \(note)") }
      for note in notes(on: changes, of: workspace) { StandardError.print("note: \(note)") }
    }
  }

  /// What changes up to the working tree.
  private func changes(from: Release, to workspace: Workspace) -> ReleaseChanges {
    let needsPages = !urls && workspace.hasReferrers(on: DiskFileSystem())
    return ReleaseChanges(
      from: from, to: Release(workspace), files: workspace.inventory,
      map: needsPages ? common.references(of: workspace).map : .init())
  }

  private func print(_ changes: ReleaseChanges) throws {
    if json {
      try StandardOutput.print(changes.json(at: base).text)
    } else if markdown {
      try StandardOutput.write(changes.markdown(at: base))
    } else if urls {
      let lines = changes.all.flatMap(\.urls).map {
        VisibleText.of(base?.absolute($0) ?? $0) + "\n"
      }
      try StandardOutput.write(lines.joined())
    } else {
      try ChangesOutput(changes, at: base, common.paint).write()
      let isOpen = changes.all.isEmpty && revisions == nil
      StandardError.print(
        changes.summary + (isOpen ? " - assetbump changes REV..REV compares two others" : ""))
      let poisoned = changes.all.compactMap(\.next)
      if let first = poisoned.first {
        let more = poisoned.count > 1 ? " (and \(poisoned.count - 1) more)" : ""
        StandardError.print(
          "browsers that hold a poisoned URL keep the old bytes - \(first)\(more)")
      }
    }
  }

  /// What the URLs rest on, and nobody looked at.
  private func notes(on changes: ReleaseChanges, of workspace: Workspace) -> [String] {
    let changed = Set(changes.all.map(\.id.root))
    let unserved = changes.rootsWithoutURL.map {
      "\(VisibleText.of($0)): no static root of that name in the settings of one side, so no URL"
    }
    let unread =
      changes.knowsPages
      ? []
      : [
        "who names the assets in \(VisibleText.of(changes.to.name)) is not known: it cannot be read"
      ]
    return unserved + unread
      + workspace.project.settings.roots.filter { changed.contains($0.name) }.compactMap { root in
        root.addedWarning.map { "\(VisibleText.of(root.name)): \($0)" }
      }
  }
}

extension BaseURL: ExpressibleByArgument {
  /// Takes what stands behind `--base`.
  public init?(argument: String) {
    self.init(argument)
  }
}

import Disk
import Formats
import Planning
import References
import Site
import Values

// The first versions file.
extension Initialization {
  /// What a first versions file comes to.
  struct Recording {
    /// What is written; nil where that is the settings alone.
    var plan: Plan?
    /// What was done, in lines.
    var lines: [String]
    /// The versions file as it is before.
    var versions: VersionsDocument
  }

  /// Gives every asset of a loader root its first token, so that `check` knows of no new one right
  /// after, and takes over the tokens that stand in files; nothing is written yet.
  ///
  /// - Parameter settings: what is to be written as well, also where there is nothing to record.
  func recording(
    of project: Project, with settings: FileEdit?, on day: CalendarDay
  ) throws -> Recording {
    let workspace = try Workspace(of: project, on: fileSystem)
    let versions = workspace.versions
    let name = VisibleText.of(versions.name)
    guard !versions.exists else { return Recording(lines: ["kept \(name)"], versions: versions) }
    var choices = Choices(of: workspace.inventory.names)
    for (index, status) in workspace.inventory.statuses.enumerated() where status == .new {
      choices[at: index] = Choice(bump: .next)
    }
    let plan = workspace.plan(choices, on: day)
    let (adoption, absence) = try adopt(workspace, on: day)
    let whole = plan.adding(adoption, to: versions, with: settings)
    if whole.isEmpty {
      return Recording(
        lines: ["wrote no \(name): there is no asset to record"] + adoption.lines,
        versions: versions)
    }
    var parts: [String] = []
    if !plan.changes.isEmpty {
      parts.append("\(Words.count(plan.changes.count, "asset", "assets")) recorded")
    }
    if !plan.left.isEmpty { parts.append("\(plan.left.count) left that need a manual token") }
    if let words = adoption.words { parts.append(words) }
    return Recording(
      plan: whole,
      lines: ["wrote \(name): \(parts.joined(separator: ", "))"]
        + (absence.map { ["  \($0): today's bytes are the base line of every token"] } ?? [])
        + adoption.lines, versions: versions)
  }

  /// Adopts the tokens that stand in files; with why there is no history, where there is none.
  private func adopt(
    _ workspace: Workspace, on day: CalendarDay
  ) throws -> (Adoption, GitRepository.Absence?) {
    let project = workspace.project
    guard project.hasLiteralRoot else { return (Adoption(), nil) }
    let reader = ReferenceReader(of: project, on: fileSystem)
    let map = reader.read(workspace.inventory)
    let run = AdoptionRun(
      LiteralReferences(map, of: project), of: workspace.inventory, in: project, on: day, fileSystem
    )
    guard !run.standing.isEmpty else { return (Adoption(), nil) }
    let resolver = reader.resolver(workspace.inventory.files, map.files, map.learned)
    do throws(GitRepository.Absence) {
      let repository = try GitRepository(around: project.folder)
      do throws(GitError) {
        return (try run.with(repository, tokens: resolver.assetTokens), nil)
      } catch {
        throw .git(error)
      }
    } catch {
      return (run.withoutHistory(), error)
    }
  }
}

extension Resolver {
  /// The assets that a file's contents name, each with its token.
  func assetTokens(in contents: [UInt8], of file: BytePath) -> Set<AssetToken> {
    var tokens: Set<AssetToken> = []
    for reference in references(in: contents, of: file) where reference.context != .comment {
      guard let resolution = resolve(reference), let asset = resolution.asset else { continue }
      let found = FoundReference(reference: reference, resolution: resolution, source: .own)
      if found.hasWrittenToken {
        tokens.insert(AssetToken(asset: asset, token: reference.token.text))
      }
    }
    return tokens
  }
}

extension Plan {
  /// This plan with records that are taken over, and with settings that are written before them.
  ///
  /// Their digests are of bytes that files had, so that those of today are not held against them.
  fileprivate func adding(
    _ adoption: Adoption, to versions: VersionsDocument, with settings: FileEdit?
  ) -> Plan {
    let adopted = adoption.records.sorted { $0.key < $1.key }
      .map { Change(id: $0.key, before: nil, after: $0.value) }
    let changes = self.changes + adopted
    guard !changes.isEmpty else { return self }
    let after = versions.file.applying(changes)
    return Plan(
      changes: changes, left: left,
      edits: [settings, versions.edit(to: after)].compactMap { $0 }, files: files, after: after)
  }
}

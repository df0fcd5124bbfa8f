import Disk
import Planning
import References
import Site
import Values

/// Reads the sides of a comparison out of a project's git repository.
public struct ReleaseReader {
  private let project: Project
  private let repository: GitRepository
  private let objects: any ObjectReader
  /// What could not be looked at, in words.
  public private(set) var notes: [String] = []

  /// Opens the repository around a project.
  public init(of project: Project) throws(ReleaseError) {
    self.project = project
    do throws(GitRepository.Absence) {
      repository = try GitRepository(around: project.folder)
    } catch {
      throw .repository(error)
    }
    do throws(GitError) {
      objects = try repository.objects()
    } catch {
      throw .git(error)
    }
  }

  /// The two revisions that a text names: `REV`, `REV..REV`, as in git `REV..` up to HEAD and `..REV`
  /// from there.
  ///
  /// - Returns: the names; the later is nil for the working tree.
  public static func names(in text: String) throws(ReleaseError) -> (from: String, to: String?) {
    guard let dots = text.utf8.firstIndex(ofPair: UInt8(ascii: ".")) else { return (text, nil) }
    let (from, to) = (String(text[..<dots]), String(text[dots...].dropFirst(2)))
    guard !to.hasPrefix("."), to.utf8.firstIndex(ofPair: UInt8(ascii: ".")) == nil,
      !(from.isEmpty && to.isEmpty)
    else { throw .malformed(text) }
    return (from.isEmpty ? "HEAD" : from, to.isEmpty ? "HEAD" : to)
  }

  /// The side of a revision.
  public mutating func release(named name: String) throws(ReleaseError) -> Release {
    guard let commit = try asking({ () throws(GitError) in try repository.commit(named: name) })
    else { throw .unknown(name) }
    return try release(at: commit, named: name)
  }

  /// The side that is compared where none is named: that of the last tag on the way to HEAD, else that of
  /// the last commit that changed the versions file.
  public mutating func lastRelease() throws(ReleaseError) -> Release {
    if let tag = try asking({ () throws(GitError) in try repository.lastTag() }) {
      return try release(named: "refs/tags/" + tag).named(tag)
    }
    let path = try pathFromTop(project.settings.versions)
    if repository.isShallow { throw .shallow }
    guard
      let commit = try asking({ () throws(GitError) in try repository.lastCommit(changing: path) })
    else { throw .neverCommitted(project.settings.versions) }
    return try release(at: commit, named: String(commit.hex.prefix(10)))
  }

  /// The size of the file that a record is of, in bytes, by what git has in a commit; nil where that has
  /// no such bytes.
  func size(
    of id: AssetID, _ record: Record, in release: Release
  ) throws(ReleaseError) -> UInt64? {
    guard let commit = release.commit, let root = release.roots.first(where: { $0.name == id.root })
    else { return nil }
    for folder in root.folders {
      let path = try pathFromTop(folder.appending(id.path))
      let read = try asking { () throws(GitError) in try objects.contents(of: path, in: commit) }
      guard let bytes = read else { continue }
      return Checkout.size(of: record.digest, bytes)
    }
    return nil
  }

  /// The references in the files of a commit, by the settings that it has; nil where they cannot be read.
  func references(in release: Release) throws -> ReferenceMap? {
    guard let commit = release.commit else { return nil }
    var hasPages = false
    let files = try CommittedFiles(of: commit, in: repository) { path in
      let language = ReferenceLanguage(path)
      if language == .template || language == .python { hasPages = true }
      return language != nil || ["toml", "json"].contains { path.hasEnding($0) }
    }
    defer { files.remove() }
    guard hasPages else { return ReferenceMap() }
    let disk = DiskFileSystem()
    guard let project = try? Project.open(files.folder, in: disk),
      let workspace = try? Workspace(of: project, on: disk)
    else { return nil }
    guard workspace.hasReferrers(on: disk) else { return ReferenceMap() }
    return workspace.references(on: disk, remembering: nil, believing: false).map
  }

  private mutating func release(
    at commit: ObjectID, named name: String
  ) throws(ReleaseError) -> Release {
    let settings = try settings(at: commit, named: name) ?? project.settings
    let file = settings.versions
    var release = Release(
      name: name, commit: commit, versions: VersionsFile(), roots: settings.roots)
    guard let contents = try contents(of: file, in: commit) else {
      notes.append(
        "\(VisibleText.of(name)) has no \(VisibleText.of(file)): every asset counts as new")
      return release
    }
    do throws(VersionsError) {
      release.versions = try VersionsFile(
        parsing: contents, name: "\(VisibleText.of(file)) in \(VisibleText.of(name))")
    } catch {
      throw .versions(error)
    }
    return release
  }

  /// What the settings say in a commit; nil where it has none, or none that are understood.
  private mutating func settings(
    at commit: ObjectID, named name: String
  ) throws(ReleaseError) -> Settings? {
    let tables: [(BytePath, SettingsTable)] = [
      ("assetbump.toml", .whole), ("pyproject.toml", .toolAssetbump),
    ]
    for (file, table) in tables {
      guard let text = try contents(of: file, in: commit) else { continue }
      let shown = "\(VisibleText.of(file)) in \(VisibleText.of(name))"
      do throws(SettingsError) {
        if let read = try SettingsReader.readIfPresent(text, name: shown, table: table) {
          return read
        }
      } catch {
        notes.append("\(error): its URLs are made by the settings of the working tree")
        return nil
      }
    }
    return nil
  }

  private func contents(
    of path: BytePath, in commit: ObjectID
  ) throws(ReleaseError) -> [UInt8]? {
    let path = try pathFromTop(path)
    return try asking { () throws(GitError) in try repository.contents(of: path, in: commit) }
  }

  /// A path from the project's folder, counted from the top of the repository.
  private func pathFromTop(_ path: BytePath) throws(ReleaseError) -> BytePath {
    let whole = BytePath("/").appending(repository.prefix).appending(path)
    var depth = repository.prefix == "." ? 0 : repository.prefix.parts.count
    for part in path.parts {
      depth += part.elementsEqual("..".utf8) ? -1 : part.elementsEqual(".".utf8) ? 0 : 1
      if depth < 0 { throw .outside(path) }
    }
    guard !path.isAbsolute, let inside = whole.normalized.relative(to: "/") else {
      throw .outside(path)
    }
    return inside
  }

  private func asking<Value>(
    _ body: () throws(GitError) -> Value
  ) throws(ReleaseError) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw .git(error)
    }
  }
}

extension Release {
  /// The same under another name.
  fileprivate func named(_ name: String) -> Release {
    var release = self
    release.name = name
    return release
  }
}

extension BytePath {
  fileprivate func hasEnding(_ ending: String) -> Bool {
    bytes.suffix(ending.utf8.count + 1).elementsEqual([BytePath.dot] + Array(ending.utf8))
  }

  fileprivate var parts: [ArraySlice<UInt8>] { bytes.split(separator: BytePath.slash) }
}

extension String.UTF8View {
  /// The first place at which a byte stands twice.
  fileprivate func firstIndex(ofPair byte: UInt8) -> Index? {
    indices.first { place in
      self[place] == byte && index(after: place) < endIndex && self[index(after: place)] == byte
    }
  }
}

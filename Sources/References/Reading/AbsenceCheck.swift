import Disk
import Formats
import Site
import Values

/// Looks for what may bring a file that a reference names and that is no asset: the disk, git, the
/// application, installed packages.
///
/// Only what none of them may bring is missing.
final class AbsenceCheck {
  private let project: Project
  private let fileSystem: any FileSystem
  private let learned: LearnedProject
  private lazy var routes = RouteTable(learned.routes)
  private let ignored: IgnoreFiles
  /// Where the project's folder lies below the top of the repository.
  private let prefix: BytePath
  private let repository: BytePath
  private var submodules: [BytePath]?
  private var known: [BytePath: Absence?] = [:]
  private var knownCopies: [BytePath: [(folder: BytePath, page: BytePath)]] = [:]
  /// Whether something was found that the states of the project's files do not vouch for.
  private(set) var restsOnMore = false

  init(_ project: Project, _ learned: LearnedProject, on fileSystem: any FileSystem) {
    self.project = project
    self.learned = learned
    self.fileSystem = fileSystem
    (repository, prefix) = Self.repository(around: project.folder, on: fileSystem)
    ignored = IgnoreFiles(below: repository, on: fileSystem)
  }

  /// The folder that holds `.git`, and the way from it to a folder; the folder itself where there is none.
  private static func repository(
    around folder: BytePath, on fileSystem: any FileSystem
  ) -> (BytePath, BytePath) {
    var top = folder
    while true {
      if ((try? fileSystem.kind(of: top.appending(".git"))) ?? nil) != nil {
        return (top, folder == top ? "." : folder.relative(to: top) ?? ".")
      }
      if top.folder == top { return (folder, ".") }
      top = top.folder
    }
  }

  /// Why a file need not be missing; nil where it is.
  ///
  /// - Parameter file: where it would lie, from the project's folder.
  func absence(of file: BytePath) -> Absence? {
    if let known = known[file] { return known }
    let absence =
      onDisk(file) ?? inSubmodule(file) ?? byGit(file) ?? byRoute(file) ?? byPackage(file)
      ?? byBuild(file) ?? byCopy(file) ?? byFolder(file)
    known[file] = .some(absence)
    let own: BytePath = prefix == "." ? ".gitignore" : prefix.appending(".gitignore")
    let isHidden = file.bytes.split(separator: BytePath.slash).contains {
      $0.first == BytePath.dot
    }
    if absence != nil || isHidden || !ignored.found.isSubset(of: [own]) { restsOnMore = true }
    return absence
  }

  /// Why the file that a target names need not be asked for, by the file that the target stands in; nil
  /// where a browser asks for it.
  func absence(named target: ArraySlice<UInt8>, in referrer: BytePath) -> Absence? {
    if ReferenceLanguage.isCompiledStyle(referrer), target.first != BytePath.slash {
      return Absence(
        status: .unsure,
        reason: "its URL counts from the stylesheet that \(VisibleText.of(referrer)) is compiled to"
      )
    }
    if ReferenceLanguage.isPHP(referrer), let application = learned.application,
      root(of: referrer) != nil
    {
      return Absence(
        status: .unsure,
        reason: "\(application.evidence.words) runs no PHP among its static files")
    }
    return nil
  }

  /// The root that a file would lie in, and its path there.
  private func root(of file: BytePath) -> (root: StaticRoot, path: BytePath)? {
    for root in project.settings.roots {
      for folder in root.folders.map(\.normalized) {
        if folder == "." { return (root, file) }
        if let path = file.relative(to: folder) { return (root, path) }
      }
    }
    return nil
  }

  // MARK: - The disk

  private func onDisk(_ file: BytePath) -> Absence? {
    let found = root(of: file)
    // Of a root's folders any may have it.
    let places =
      found.map { found in
        found.root.folders.map { $0.normalized == "." ? found.path : $0.appending(found.path) }
      } ?? [file]
    for place in places {
      guard (try? fileSystem.kind(of: project.folder.appending(place))) == .file else { continue }
      return Absence(status: .there, reason: reason(found?.path ?? file))
    }
    return nil
  }

  private func reason(_ path: BytePath) -> String {
    let names = path.bytes.split(separator: BytePath.slash)
    if names.contains(where: { $0.first == BytePath.dot }) {
      return "the file is there, and no asset: its name is hidden"
    }
    if project.settings.ignore.matches(path) {
      return "the file is there, and no asset: ignore in the settings leaves it out"
    }
    return "the file is there, and no asset: a link leads to it"
  }

  // MARK: - Git

  private func inSubmodule(_ file: BytePath) -> Absence? {
    let path = prefix == "." ? file : prefix.appending(file)
    let submodules = self.submodules ?? Submodules.paths(in: read(".gitmodules"))
    self.submodules = submodules
    guard let module = submodules.first(where: { path.relative(to: $0) != nil }) else { return nil }
    let folder = repository.appending(module)
    let names = (try? fileSystem.entries(of: folder)) ?? []
    guard names.isEmpty else { return nil }
    return Absence(
      status: .unsure,
      reason: "\(VisibleText.of(module)) is a git submodule that is not checked out here")
  }

  private func read(_ name: BytePath) -> [UInt8] {
    let path = repository.appending(name)
    return (try? fileSystem.read(path, limit: 1 << 20)) ?? []
  }

  private func byGit(_ file: BytePath) -> Absence? {
    guard let place = ignored.place(of: prefix == "." ? file : prefix.appending(file)) else {
      return nil
    }
    return Absence(
      status: .unsure,
      reason: "git ignores it (\(VisibleText.of(place.file)):\(place.line)),"
        + " so that a build may make it")
  }

  // MARK: - The application

  private func byRoute(_ file: BytePath) -> Absence? {
    guard !learned.routes.isEmpty, let (root, path) = root(of: file) else { return nil }
    let url = Array(root.url.utf8) + path.bytes
    guard let route = routes.route(of: url) else { return nil }
    return Absence(
      status: .unsure, reason: "the application answers that URL, \(route.evidence.words)")
  }

  private func byPackage(_ file: BytePath) -> Absence? {
    guard !learned.installed.isEmpty, let path = root(of: file)?.path,
      let first = path.bytes.split(separator: BytePath.slash).first, first.count < path.bytes.count
    else { return nil }
    let name = String(decoding: first, as: UTF8.self)
    let spellings: Set<String> = [name, name.replacing("-", with: "_")]
    for app in learned.foreignApplications {
      let parts = app.split(separator: ".").map(String.init)
      if parts.contains(where: spellings.contains) {
        return Absence(
          status: .unsure,
          reason:
            "\(VisibleText.of(app)) is installed and not in this project, it may bring the file")
      }
    }
    let others = learned.foreignApplications.count
    // A folder that is the project's own is brought by nobody else as a rule.
    let isOwn =
      learned.ownApplications.contains { app in
        app.split(separator: ".").contains { spellings.contains(String($0)) }
      }
      || project.settings.roots.contains { root in
        root.folders.contains { folder in
          (try? fileSystem.kind(
            of: project.folder.appending(folder).appending(BytePath(bytes: Array(first)))))
            == .folder
        }
      }
    guard others > 0 || learned.installsMore, !isOwn else { return nil }
    return Absence(
      status: .unsure,
      reason:
        "an installed application that is not in this project may bring \(VisibleText.of(name))/")
  }

  /// A folder of the application's that is not known, or not there.
  private func byFolder(_ file: BytePath) -> Absence? {
    guard let place = learned.unknownFolders, root(of: file)?.root.name == "static" else {
      return nil
    }
    return Absence(
      status: .unsure, reason: "it may lie in a folder that is not seen here, \(place.words)")
  }

  // MARK: - Builds

  /// `x.min.css` where `x.css` is there, `x.css` where `x.scss` is.
  private func byBuild(_ file: BytePath) -> Absence? {
    guard let source = sources(of: file).first(where: isFile) else { return nil }
    return Absence(
      status: .unsure, reason: "\(VisibleText.of(source)) is there, of which a build may make it")
  }

  /// `dist/css/a.css` where `dist` holds a copy of a page of the root `src` too.
  private func byCopy(_ file: BytePath) -> Absence? {
    for root in project.settings.roots {
      for folder in root.folders.map(\.normalized) where folder != "." {
        guard let path = file.relative(to: folder) else { continue }
        for copy in copies(of: folder) {
          let made = copy.folder.appending(path)
          guard isFile(made) else { continue }
          return Absence(
            status: .unsure,
            reason: "\(VisibleText.of(made)) is there, beside a copy of"
              + " \(VisibleText.of(folder.appending(copy.page))): a build may make it")
        }
      }
    }
    return nil
  }

  /// The folders beside one that hold a page of the same name, and that page's name.
  private func copies(of folder: BytePath) -> [(folder: BytePath, page: BytePath)] {
    if let known = knownCopies[folder] { return known }
    func entries(_ place: BytePath) -> [FolderEntry] {
      (try? fileSystem.entries(of: place == "." ? project.folder : project.folder.appending(place)))
        ?? []
    }
    let pages = entries(folder).map { BytePath(bytes: $0.name) }.filter(Self.isPage).prefix(4)
    var found: [(folder: BytePath, page: BytePath)] = []
    if !pages.isEmpty {
      let others = entries(folder.folder).filter { $0.kind == .folder }.prefix(64)
      for name in others.map({ BytePath(bytes: $0.name) }) {
        let other = folder.folder == "." ? name : folder.folder.appending(name)
        guard other != folder, let page = pages.first(where: { isFile(other.appending($0)) }) else {
          continue
        }
        found.append((other, page))
      }
    }
    knownCopies[folder] = found
    return found
  }

  private static func isPage(_ path: BytePath) -> Bool {
    [".html", ".htm"].contains { path.bytes.hasSuffix(Array($0.utf8)) }
  }

  /// What a build makes a file of, beside it.
  private func sources(of file: BytePath) -> [BytePath] { CompiledFiles.sources(of: file) }

  private func isFile(_ path: BytePath) -> Bool {
    (try? fileSystem.kind(of: project.folder.appending(path))) == .file
  }
}

extension LearnedProject {
  /// The installed applications that are not in this project, but for Django's own.
  var foreignApplications: [String] {
    installed.filter { !$0.hasPrefix("django.") && !ownApplications.contains($0) }
  }
}

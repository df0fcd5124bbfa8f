import Formats
import Site
import Values

/// The folders that pages and templates take static files from, found by the files that are there.
///
/// What `/css/a.css` names lies in the folder that has the longest end of that path: `public/css/a.css`
/// tells that `public` is served at `/`. What a page names relative to itself is served as it lies.
package struct PageFolders {
  private let files: FileNames
  private let taken: Set<BytePath>
  /// The files that name files of folders that are known to be served, or by a helper.
  private var referrers: [BytePath] = []
  private let foreign = SourceClasses()
  private let generators: GeneratorSources
  /// Whether PHP lies in the project's own folder.
  private let hasProgramAtTop: Bool
  /// The folders that hold folders that are known to be served, and those themselves.
  private var known: Set<BytePath>
  /// These, and the folders that hold source of programs, at any depth.
  private var mixed: Set<BytePath>
  private var votes: [Vote] = []
  /// Templates, and all files, in each folder at any depth.
  private var templates: [BytePath: (pages: Int, all: Int)] = [:]
  /// What the same target led to before, by the folder of a relative one.
  private var targets: [[UInt8]: [Key]] = [:]

  /// A folder with its URL.
  private struct Key: Hashable {
    var folder: BytePath
    var url: String?
    /// Whether the file lies right in the folder.
    var isDirect = false
  }

  private struct Vote {
    let keys: [Key]
    let evidence: LearnedProject.Evidence
    let hasToken: Bool
    /// What the file's name ends in.
    let ending: String
  }

  /// Prepares to look for files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder.
  ///   - taken: folders that are known to be served.
  package init(paths: [BytePath], taken: [BytePath]) {
    let served = Set(taken)
    files = FileNames(paths)
    generators = GeneratorSources(among: paths)
    hasProgramAtTop = paths.contains { $0.folder == "." && ReferenceLanguage.isPHP($0) }
    self.taken = served
    known = served
    for folder in taken { known.formUnion(folder.ancestors) }
    mixed = known
    for path in paths {
      let isPage = ReferenceLanguage(path) == .template
      for folder in path.ancestors {
        templates[folder, default: (0, 0)].all += 1
        if isPage { templates[folder, default: (0, 0)].pages += 1 }
      }
    }
    for path in paths where SourceLanguage.isServerProgram(path) || Self.isMark(path) {
      mixed.formUnion(path.ancestors)
    }
  }

  /// Whether a file is one that lies at the top of a program's source.
  private static func isMark(_ path: BytePath) -> Bool {
    ["package.json", "Makefile", "composer.json", "Dockerfile", ".git"].contains {
      path.name.elementsEqual($0.utf8)
    }
  }

  /// Takes what a file refers to.
  package mutating func add(_ reference: Reference) {
    if reference.call != nil {
      if referrers.last != reference.file, foreign.of(reference.file) == .own {
        referrers.append(reference.file)
      }
      return
    }
    guard reference.context != .comment, reference.isURLOfFile,
      let target = reference.fixedTarget
    else { return }
    var path = PercentEncoding.decoded(target.path[...])
    let isAbsolute = path.first == BytePath.slash
    if isAbsolute, path.dropFirst().first == BytePath.slash { return }
    path = Array(path.drop { $0 == BytePath.slash })
    guard FileExtensions.ends(path[...]), !Self.isPage(path) else { return }
    let isOfPage = !isAbsolute && !target.hasBase
    let place = isAbsolute ? [BytePath.slash] : isOfPage ? reference.file.folder.bytes + [0] : [0]
    var keys =
      targets[place + path]
      ?? self.keys(
        path, isAbsolute: isAbsolute, isCertain: reference.isCertain,
        of: isOfPage ? reference.file : nil)
    targets[place + path] = keys
    if target.hasBase {
      for index in keys.indices where isRunInPlace(reference.file, keys[index].folder) {
        keys[index].url = "/\(PercentEncoding.path(keys[index].folder.bytes))/"
      }
    }
    if keys.contains(where: { taken.contains($0.folder) }) {
      if referrers.last != reference.file { referrers.append(reference.file) }
      return
    }
    guard !keys.isEmpty else { return }
    votes.append(
      Vote(
        keys: keys,
        evidence: LearnedProject.Evidence(
          file: reference.file, line: reference.position.line,
          what: String(decoding: target.path, as: UTF8.self)),
        hasToken: reference.token.kind == .literal || reference.token.kind == .bare,
        ending: String(
          decoding: path[((path.lastIndex(of: BytePath.dot) ?? -1) + 1)...], as: UTF8.self)))
  }

  /// Whether a folder of a site in PHP holds a file and is served where it lies, as plugins are.
  ///
  /// What is computed in front of a URL there may be the folder's own. A folder with an index is the top of
  /// a site.
  private func isRunInPlace(_ file: BytePath, _ folder: BytePath) -> Bool {
    file.isBelow(folder) && hasProgramAtTop && !files.contains(folder.appending("index.php"))
  }

  private static func isPage(_ path: [UInt8]) -> Bool {
    let ending = path[((path.lastIndex(of: UInt8(ascii: ".")) ?? -1) + 1)...]
    return ["html", "htm", "xml", "txt", "pdf"].contains { ending.elementsEqual($0.utf8) }
  }

  /// The folders that a path may be taken from.
  private func keys(_ path: [UInt8], isAbsolute: Bool, isCertain: Bool, of page: BytePath?) -> [Key]
  {
    if let page {
      let base = page.folder
      let target = (base == "." ? BytePath(bytes: path) : base.appending(BytePath(bytes: path)))
        .normalized
      // What is not there may be made by a build, in a folder that is.
      if let folder = served(target) { return [Key(folder: folder)] }
      if generators.holds(target) { return [] }
      if files.contains(target)
        || isCertain && target.folder != "." && templates[target.folder] != nil
      {
        let shared = base.common(with: target.folder)
        return [
          key(
            shared, url: shared == "." ? "/" : nil, below: target.names(below: shared),
            outside: known)
        ]
      }
    }
    let names = BytePath(bytes: path).normalized.bytes.split(separator: BytePath.slash)
    guard let last = names.last, last.first != BytePath.dot else { return [] }
    var best = 1
    var found: [BytePath] = []
    for file in candidates(last) where !generators.holds(file) {
      let own = file.bytes.split(separator: BytePath.slash)
      let shared =
        1
        + zip(own.dropLast().reversed(), names.dropLast().reversed())
        .prefix { $0.elementsEqual($1) }.count
      // One name alone is no path, but for a file that lies at the URL's top.
      guard shared > 1 || isAbsolute && names.count == 1, shared >= best else { continue }
      if let folder = served(file) { return [Key(folder: folder)] }
      if shared > best { found = [] }
      best = shared
      found.append(file)
    }
    return found.prefix(8).map { file in
      let own = file.bytes.split(separator: BytePath.slash)
      let above = names.dropLast(best).map { String(decoding: $0, as: UTF8.self) }
      return key(
        BytePath(names: own.dropLast(best)),
        url: above.isEmpty ? "/" : "/\(above.joined(separator: "/"))/",
        below: Array(own.suffix(best)), outside: mixed)
    }
  }

  /// The files of a name; where there are none, those that a build may make one of that name of.
  private func candidates(_ name: ArraySlice<UInt8>) -> [BytePath] {
    let found = files.named(name)
    guard found.isEmpty else { return found }
    return CompiledFiles.sources(of: BytePath(bytes: Array(name)))
      .flatMap { files.named($0.name) }
  }

  /// The folder of those that are known to be served that a file lies in.
  private func served(_ file: BytePath) -> BytePath? {
    taken.isEmpty ? nil : file.ancestors.first(where: taken.contains)
  }

  /// A folder, or the one in it that leads to a file, where the folder itself holds more than what is
  /// served.
  private func key(
    _ folder: BytePath, url: String?, below: [ArraySlice<UInt8>], outside mixed: Set<BytePath>
  ) -> Key {
    var key = Key(folder: folder, url: url)
    var rest = below[...]
    while key.folder == "." || mixed.contains(key.folder), rest.count > 1 {
      let name = BytePath(bytes: Array(rest.removeFirst()))
      key.folder = key.folder == "." ? name : key.folder.appending(name)
      key.url = key.url.map { "\($0)\(String(decoding: name.bytes, as: UTF8.self))/" }
    }
    key.isDirect = rest.count == 1
    return key
  }

  /// The folders, those that most references lead to first.
  package func folders() -> [ServedFolder] {
    let whole = Set(votes.flatMap(\.keys).map(\.folder))
    /// A folder of pages within another one of pages belongs to that.
    func outermost(_ key: Key) -> Key {
      guard key.url == nil else { return key }
      let outer = key.folder.ancestors.last {
        $0 != "." && whole.contains($0) && !known.contains($0)
      }
      return Key(folder: outer ?? key.folder, url: nil, isDirect: outer == nil && key.isDirect)
    }
    var counts: [Key: [Int]] = [:]
    var direct: [Key: Set<String>] = [:]
    for (index, vote) in votes.enumerated() {
      for key in vote.keys.map(outermost) {
        var plain = key
        plain.isDirect = false
        if counts[plain, default: []].last != index { counts[plain, default: []].append(index) }
        if key.isDirect { direct[plain, default: []].insert(vote.ending) }
      }
    }
    // What is named by relative URLs too is one folder with what absolute ones tell.
    for (key, indices) in counts where key.url == nil {
      let told = counts.filter { $0.key.folder == key.folder && $0.key.url != nil }
        .max { ($0.value.count, $1.key.url ?? "") < ($1.value.count, $0.key.url ?? "") }
      guard let told else { continue }
      counts[told.key] = Array(Set(told.value + indices)).sorted()
      direct[told.key, default: []].formUnion(direct[key] ?? [])
      counts[key] = nil
    }
    let order = counts.sorted { one, other in
      one.value.count != other.value.count
        ? one.value.count > other.value.count
        : (one.key.folder, one.key.url ?? "") < (other.key.folder, other.key.url ?? "")
    }
    var claimed = [Bool](repeating: false, count: votes.count)
    var found: [ServedFolder] = []
    var urls: [BytePath: String] = [:]
    var taken: Set<BytePath> = []
    for (key, indices) in order {
      let own = indices.filter { !claimed[$0] }
      // Of a folder and one in it no more than one is served at a URL.
      let isWithin = key.folder.ancestors.contains {
        $0 != "." && key.url != nil && urls[$0] == key.url
      }
      guard !isWithin, let first = own.first, taken.insert(key.folder).inserted else { continue }
      for index in own { claimed[index] = true }
      urls[key.folder] = key.url
      let best = own.first { votes[$0].hasToken } ?? first
      found.append(
        ServedFolder(
          folder: key.folder, url: key.url, evidence: votes[best].evidence, references: own.count,
          withToken: own.count { votes[$0].hasToken }, holdsFiles: direct[key] != nil,
          endings: (direct[key] ?? []).sorted()))
    }
    return found
  }

  /// Globs of the templates that name files, but for pages in folders that are served, and those that
  /// lie in folders of templates that are known.
  ///
  /// - Parameter isAtTop: whether pages anywhere in the project are known.
  package func templates(
    outside roots: [BytePath], listed: [BytePath], isAtTop: Bool
  ) -> [String] {
    var globs: Set<String> = []
    for file in Set(votes.compactMap(\.evidence.file) + referrers) {
      guard !roots.contains(where: file.isBelow),
        !listed.contains(where: file.isBelow)
      else { continue }
      let ending = String(
        decoding: file.name[
          ((file.name.lastIndex(of: BytePath.dot) ?? file.name.startIndex) + 1)...],
        as: UTF8.self)
      if isAtTop, ["html", "htm", "php"].contains(ending) { continue }
      let outermost = file.ancestors.dropLast().last { folder in
        let count = templates[folder] ?? (0, 0)
        return count.pages * 2 >= count.all && !roots.contains { $0.isBelow(folder) }
      }
      let folder = outermost ?? file.folder
      globs.insert(
        folder == "."
          ? "/*.\(Glob.literal(BytePath(ending)))" : "\(Glob.literal(folder))/**")
    }
    return globs.sorted()
  }
}

extension BytePath {
  /// A path of names, one in the other; `.` without any.
  fileprivate init(names: some Collection<ArraySlice<UInt8>>) {
    self.init(
      bytes: names.isEmpty ? [BytePath.dot] : Array(names.joined(separator: [BytePath.slash])))
  }

  /// The folders around it, the nearest first, `.` the last.
  package var ancestors: [BytePath] {
    var all: [BytePath] = []
    var next = self
    while next != "." {
      next = next.folder
      all.append(next)
    }
    return all
  }

  /// Its names below a folder that holds it.
  fileprivate func names(below folder: BytePath) -> [ArraySlice<UInt8>] {
    Array(names.dropFirst(folder.names.count))
  }

  /// Its names; none of the project's own folder.
  private var names: [ArraySlice<UInt8>] {
    self == "." ? [] : bytes.split(separator: Self.slash)
  }
}

import References
import Site
import Values

/// The folders that hold styles, scripts, images and fonts, for a person to choose from.
struct AssetFolders {
  /// The folders, those with most styles and scripts first, each with what it holds.
  private(set) var found: [DetectedLayout.Root] = []

  /// What URLs of files may begin with, by the names of the folders that hold some: `/css/`.
  static func prefixes(_ paths: [BytePath]) -> [String] {
    var names: Set<String> = ["/static/"]
    for path in paths
    where Counts.Kind(path) != nil || ReferenceLanguage.isCompiledStyle(path) {
      for folder in path.ancestors where folder != "." {
        names.insert("/\(String(decoding: folder.name, as: UTF8.self))/")
      }
    }
    return Array(names.sorted().prefix(200))
  }

  /// Looks among a project's files.
  ///
  /// - Parameter others: folders that are told of already.
  init(among paths: [BytePath], but others: [BytePath]) {
    var sources: Set<BytePath> = []
    for path in paths where SourceLanguage.isServerProgram(path) {
      sources.formUnion(path.ancestors)
    }
    var counts: [BytePath: Counts] = [:]
    let foreign = SourceClasses()
    for path in paths {
      guard let kind = Counts.Kind(path), path.folder != ".", !others.contains(where: path.isBelow),
        ![.vendored, .test, .backup].contains(foreign.of(path))
      else { continue }
      // The outermost folder that holds no source.
      let folders = path.ancestors.filter { $0 != "." }
      let folder = folders.last { !sources.contains($0) } ?? path.folder
      counts[folder, default: Counts()].add(kind)
    }
    let order = counts.sorted { one, other in
      one.value.code != other.value.code
        ? one.value.code > other.value.code : one.key < other.key
    }
    var names: Set<String> = ["static"]
    for (folder, count) in order {
      guard let text = SettingsText.writable(folder) else { continue }
      let last = text.split(separator: "/").last.map(String.init) ?? text
      let name = names.insert(last).inserted ? last : text
      names.insert(name)
      guard !name.contains(where: \.isWhitespace), !text.contains(where: { "?# ".contains($0) })
      else { continue }
      found.append(
        DetectedLayout.Root(
          StaticRoot(name: name, folders: [folder], url: "/\(last)/", tokens: .literal),
          evidence: count.words))
    }
  }
}

/// How many files of each kind a folder holds.
private struct Counts {
  private var numbers: [Kind: Int] = [:]

  /// A kind of file that browsers fetch.
  enum Kind: String, CaseIterable {
    case stylesheet, script, image, font

    init?(_ path: BytePath) {
      switch AssetKind(path) {
      case .stylesheet: self = .stylesheet
      case .script: self = .script
      case .image, .icon: self = .image
      case .font: self = .font
      default: return nil
      }
    }
  }

  /// The number of stylesheets and scripts.
  var code: Int { (numbers[.stylesheet] ?? 0) + (numbers[.script] ?? 0) }

  /// `2 stylesheets, 1 script`.
  var words: String {
    Kind.allCases.compactMap { kind in
      numbers[kind].map { Words.count($0, kind.rawValue, "\(kind.rawValue)s") }
    }.joined(separator: ", ")
  }

  mutating func add(_ kind: Kind) { numbers[kind, default: 0] += 1 }
}

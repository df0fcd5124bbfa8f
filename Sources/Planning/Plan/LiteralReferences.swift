import References
import Site
import Values

/// The references whose tokens stand in the project's files: those that a bump rewrites, and those
/// that it only names.
public struct LiteralReferences: Equatable, Sendable {
  /// What a bump rewrites, in the order of the files' paths, then of their places.
  public let changeable: [FoundReference]
  /// What it leaves as it stands.
  public let left: [Left]
  /// What carries no token and could; a bump changes it on request only.
  public let bare: [FoundReference]
  /// The modules that can get no new token, for a place that names them keeps its own.
  private(set) var held: [AssetID: BumpRefusal] = [:]

  /// A reference that keeps its token.
  public struct Left: Equatable, Sendable {
    /// The reference.
    public let found: FoundReference
    /// Why it keeps it.
    public let reason: Reason
  }

  /// Why a reference keeps its token.
  public enum Reason: Hashable, Sendable {
    /// The file is not the project's own, or is no part of what it serves.
    case source(SourceClass)
    /// It stands in a comment.
    case comment
    /// An ES module that would get more URLs than it has, for some place that names it keeps its own: it
    /// would run once for each.
    case importers
    /// Its token cannot be told from what stands around it, or is written with escapes.
    case unclear
    /// It carries no token, and there is no plain place for one.
    case noPlace
    /// It stands where a URL may stand, or anything else.
    case uncertain
    /// A part of it, or its token, is computed when the page runs.
    case computed
    /// It stands in a script, and it is not known which page runs it.
    case page
    /// A browser keeps a service worker by its URL.
    case worker
  }

  /// Sorts the references that a project's files hold to assets of its literal roots.
  public init(_ map: ReferenceMap, of project: Project) {
    let roots = Set(project.settings.roots.filter { $0.tokens == .literal }.map(\.name))
    var changeable: [FoundReference] = []
    var left: [Left] = []
    var bare: [FoundReference] = []
    let modules = ModuleURLs(map)
    for found in map.all {
      guard let id = found.resolution.asset, roots.contains(id.root) else { continue }
      guard found.hasWrittenToken else {
        if found.canTakeToken { bare.append(found) }
        continue
      }
      if let reason = found.reasonToStay ?? (modules.split.contains(id) ? .importers : nil) {
        left.append(Left(found: found, reason: reason))
        if reason == .importers, let keeper = modules.keepers[id] {
          held[id] = .module(keeper.reference.file, line: keeper.reference.position.line)
        }
      } else {
        changeable.append(found)
      }
    }
    self.changeable = changeable
    self.left = left
    self.bare = bare
  }

  /// Whether some literal token of a project stands in an asset, so that the bump of one edits another.
  public static func standInAssets(
    _ map: ReferenceMap, of inventory: Inventory, in project: Project
  ) -> Bool {
    guard project.hasLiteralRoot else { return false }
    var templates: Set<BytePath> = []
    return map.all.contains { found in
      guard found.hasWrittenToken, found.source == .own, let id = found.resolution.asset,
        project.root(named: id.root)?.tokens == .literal,
        !templates.contains(found.reference.file)
      else { return false }
      if inventory.entry(ofFile: project.folder.appending(found.reference.file)) != nil {
        return true
      }
      templates.insert(found.reference.file)
      return false
    }
  }

  init(changeable: [FoundReference], left: [Left], bare: [FoundReference]) {
    self.changeable = changeable
    self.left = left
    self.bare = bare
  }

  /// These without those in files that are read under another name as well.
  func without(_ names: SecondNames) -> LiteralReferences {
    if names.all.isEmpty { return self }
    func counts(_ found: FoundReference) -> Bool { !names.all.contains(found.reference.file) }
    var rest = LiteralReferences(
      changeable: changeable.filter(counts), left: left.filter { counts($0.found) },
      bare: bare.filter(counts))
    rest.held = held
    return rest
  }

  /// The files of references that stand in the order of their files.
  static func files(of references: [FoundReference]) -> Set<BytePath> {
    var files: Set<BytePath> = []
    var last: BytePath?
    for found in references where found.reference.file != last {
      files.insert(found.reference.file)
      last = found.reference.file
    }
    return files
  }
}

extension FoundReference {
  /// Whether the token is text in the file; `?iefix`, which old browsers need, is no token.
  package var hasWrittenToken: Bool {
    let token = reference.token
    guard token.range != nil else { return false }
    return token.kind == .literal
      || token.kind == .bare && !token.text.elementsEqual("iefix".utf8)
  }

  /// Whether an expression or a tag of the template makes a token that lasts.
  package var hasMadeToken: Bool {
    reference.context == .live
      && (resolution.tokenKind == .computed || reference.token.kind == .automatic)
  }
}

extension FoundReference {
  /// Why the reference keeps its token, whatever others do; nil where nothing holds it.
  var reasonToStay: LiteralReferences.Reason? {
    if source != .own { return .source(source) }
    if reference.context == .comment { return .comment }
    return reference.token.isClear ? nil : .unclear
  }
}

extension ReferenceToken {
  /// Whether the token stands in the file as it is meant, and holds nothing that could end it.
  var isClear: Bool {
    range?.count == text.count && TokenText.isWellFormed(text[...])
  }
}

extension FoundReference {
  /// Whether a token can be asked for where there is none: a place that is a URL for certain, in a file
  /// of the project's own.
  fileprivate var canTakeToken: Bool {
    reference.token.kind == .none && resolution.tokenKind == .none && reference.isCertain
      && reference.context != .comment && source == .own && resolution.status == .ok
  }
}

extension LiteralReferences.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .source(.own): "it is not to be changed"
    case .source(.vendored): "its file is brought along from elsewhere"
    case .source(.minified): "its file is made by a build"
    case .source(.backup): "its file is a copy"
    case .source(.test): "its file is a test"
    case .source(.documentation): "its file is documentation"
    case .source(.unlisted): "no glob of templates in the settings names its file"
    case .comment: "it stands in a comment"
    case .importers: "not all that names the module can follow, it would run twice"
    case .unclear: "it is not clear where its token ends"
    case .noPlace: "there is no plain place for a token"
    case .uncertain: "it need not be a URL"
    case .computed: "it is computed when the page runs"
    case .page: "it is not known which page the URL counts from"
    case .worker: "a browser keeps a service worker by its URL"
    }
  }
}

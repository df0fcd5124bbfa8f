import Disk
import Values

/// What the folders of a project without settings tell about it, for a first `assetbump.toml`.
public struct DetectedLayout: Sendable {
  /// The folder of the static root by convention, from the project's folder; nil where there is none.
  public var main: BytePath?
  /// Further folders named `static`: of blueprints perhaps, perhaps of something else.
  public var others: [BytePath]
  /// The folders named `templates`.
  public var templates: [BytePath]
  /// Where the tokens of the main root come from.
  public var tokens: TokenSource
  /// The static roots, where more is known than a folder's name; they stand in place of the main one.
  public var roots: [Root] = []
  /// Helpers of the project's own, as the settings would write them.
  public var helpers: [ReferenceHelper] = []
  /// Whether pages lie among the files that are served.
  public var servesPages = false
  /// Folders that may be served, with what tells so; the settings hold them switched off.
  public var candidates: [Root] = []
  /// Globs of further templates.
  public var pages: [String] = []
  /// Globs of assets left out, beside the usual ones.
  public var ignore: [String] = []
  /// Globs of files that are not the project's own, where the usual ones take a root for such.
  public var sources: [(class: SourceClass, globs: [String])] = []

  /// Whether most of the tokens that stand in files are whole numbers.
  public var counts = false

  /// A static root, and what told of it.
  public struct Root: Equatable, Sendable {
    /// The root.
    public var root: StaticRoot
    /// The place that told of it: `app.py:12: Flask(static_folder="public")`.
    public var evidence: String
    /// Why its tokens are taken to be where they are.
    public var tokens = ""
    /// What shows that the root's parameter carries its tokens, where settings have to name it.
    public var parameter: String?

    /// Makes a root with what told of it.
    public init(_ root: StaticRoot, evidence: String) {
      self.root = root
      self.evidence = evidence
    }
  }

  /// Makes a layout; what is left out was not found.
  public init(
    main: BytePath? = nil, others: [BytePath] = [], templates: [BytePath] = [],
    tokens: TokenSource = .loader
  ) {
    self.main = main
    self.others = others
    self.templates = templates
    self.tokens = tokens
  }

  /// The greatest number of names in the path of a folder that is found.
  static let depthLimit = 4

  /// Looks through a project's folder, four levels deep.
  ///
  /// The main root is `static`, else the first `*/static`. Links to folders are taken where they are
  /// named `static` or `templates`, and not followed otherwise. Folders that cannot be read are
  /// passed over, but for the first.
  public static func detect(in folder: BytePath, _ fileSystem: some FileSystem) throws(FileError)
    -> DetectedLayout
  {
    var layout = DetectedLayout()
    var statics: [BytePath] = []
    var level: [BytePath] = [BytePath(".")]
    for depth in 1...depthLimit {
      var next: [BytePath] = []
      for parent in level {
        for entry in try entries(of: folder.appending(parent), fileSystem, mayFail: depth > 1) {
          let name = BytePath(bytes: entry.name)
          let path = depth == 1 ? name : parent.appending(name)
          if name == "static" {
            statics.append(path)
          } else if name == "templates" {
            layout.templates.append(path)
          } else if !entry.isLink, !isPassedOver(entry.name) {
            next.append(path)
          }
        }
      }
      level = next
    }
    layout.main = statics.first { $0.bytes.count { $0 == BytePath.slash } <= 1 }
    layout.others = statics.filter { $0 != layout.main }.sorted()
    layout.templates.sort()
    return layout
  }

  /// Whether a folder of this name holds nothing that the developer wrote and serves: dotfolders,
  /// packages installed, build output.
  static func isPassedOver(_ name: [UInt8]) -> Bool {
    name.first == BytePath.dot || passedOver.contains { $0.utf8.elementsEqual(name) }
  }

  private static let passedOver = [
    "node_modules", "venv", "site-packages", "dist", "__pycache__",
  ]

  private static func entries(
    of folder: BytePath, _ fileSystem: some FileSystem, mayFail: Bool
  ) throws(FileError) -> [FolderEntry] {
    do {
      return try fileSystem.entries(of: folder).filter { $0.kind == .folder }
    } catch {
      if mayFail { return [] }
      throw error
    }
  }
}

extension DetectedLayout: Equatable {
  /// Whether settings would say the same.
  public static func == (left: DetectedLayout, right: DetectedLayout) -> Bool {
    left.main == right.main && left.others == right.others && left.templates == right.templates
      && left.tokens == right.tokens && left.roots == right.roots && left.helpers == right.helpers
      && left.servesPages == right.servesPages && left.candidates == right.candidates
      && left.counts == right.counts && left.pages == right.pages && left.ignore == right.ignore
      && left.sources.elementsEqual(right.sources) { $0 == $1 }
  }
}

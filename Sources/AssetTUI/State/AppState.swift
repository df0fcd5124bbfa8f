import AssetCore
import Planning
import Screen
import Site
import Values

/// The whole state of the terminal UI.
///
/// ``update(_:)`` is the only thing that changes it, ``grid()``
/// the only one that draws it.
public struct AppState: Equatable, Sendable {
  /// The size of the terminal.
  public internal(set) var size: Size
  /// The project.
  public internal(set) var project: Project
  /// The versions file as it was read last.
  public internal(set) var versions: VersionsDocument
  /// Every asset beside its record.
  public internal(set) var inventory: Inventory
  /// What is chosen and not written yet.
  public internal(set) var pending = Pending()
  /// The list.
  public internal(set) var list = AssetList()
  /// The preview.
  public internal(set) var preview = PreviewState()
  /// What the keys go to.
  public internal(set) var mode: Mode = .list
  /// The line for the person.
  public internal(set) var notice: Notice? {
    didSet {
      guard let notice, notice != oldValue else { return }
      messages.append(notice)
      if messages.count > AppState.mostMessages { messages.removeFirst() }
    }
  }
  /// What was said in this session, the newest last.
  var messages: [Notice] = []
  /// The most messages that are kept.
  private static let mostMessages = 200
  /// What is known of the references in the project's files.
  public internal(set) var references = References()
  /// What is known of the running site.
  public internal(set) var site = SiteState()
  /// What sets the project up, where nothing is set up yet and tokens stand in its files.
  public internal(set) var setUpOffer: SetUpOffer?
  /// How far the scan is.
  public internal(set) var scan: ScanState = .idle

  /// Why the project could not be read last; nil where it could.
  public internal(set) var failure: ProjectFailure?

  /// The names of the assets, for the filter.
  var names = NameIndex()
  /// The number of the newest scan; messages of older ones are dropped.
  var scanNumber = 0
  /// Whether a scan has listed the assets yet.
  var hasListed = false
  /// What the running scan has found changed so far.
  var news = ScanNews()
  /// The assets with a pending bump whose files are gone since: their records would be dropped.
  var vanished: Set<AssetID> = []
  /// The assets that a bump was asked for, and whose tokens a person must type.
  var wanting: Set<AssetID> = []
  /// A manual token that was typed and not applied.
  var tokenDraft = ""
  /// The filters that were kept, the newest last.
  var filterHistory: [String] = []
  /// What is known of the files of assets for their HTML.
  var facts = Facts()
  /// Whether files changed while a scan ran.
  var isOvertaken = false
  /// Whether it was said that not all folders are watched.
  var hasSaidWatches = false
  /// The folders that are watched.
  var watched: [BytePath] = []
  /// What is known of the lines around findings.
  var excerpts = Excerpts()
  /// What is known of the changes of assets.
  var diffs = Diffs()
  /// What waits for the references.
  var wish: Wish?
  /// The keys that were typed before there was anything to act on, in order.
  var typedAhead: [Action] = []
  /// Whether the write screen is to be opened once all is read that was bumped.
  var awaitsWrite = false
  /// The number of the newest page; older ones are dropped.
  var pageNumber = 0
  var isMouseOn: Bool
  /// What an earlier session left pending, and how far the offer of it is.
  var recovery = RecoveryOffer()
  /// The plan that takes the last write back; nil where there was none, or where it cannot be.
  var takingBack: TakingBack?

  /// What view 5 shows.
  public internal(set) var findings = FindingList()
  /// The index of the asset under the cursor before view 5.
  var assetBeforeFindings: Int?

  /// What is known of the tokens that stand in the project's files.
  var mending = MendingState()

  let day: CalendarDay
  let zone: WallTime.Zone
  let keys: KeyTable
  /// Whether the terminal shows more than ASCII.
  let isUnicode: Bool
  /// What stands for text that is cut off.
  let ellipsis: String

  /// Makes the state before anything is read.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - keys: the keys of the list.
  ///   - day: the day of the bumps.
  ///   - size: the size of the terminal.
  ///   - zone: the time zone in which the times of files are shown.
  ///   - isUnicode: whether the terminal shows more than ASCII.
  ///   - isMouseOn: whether the mouse is on.
  ///   - isTree: whether the list begins with folders.
  public init(
    project: Project, keys: KeyTable = .standard, day: CalendarDay, size: Size,
    zone: WallTime.Zone = .local, isUnicode: Bool = true, isMouseOn: Bool = false,
    isTree: Bool = true
  ) {
    list = AssetList(isTree: isTree)
    self.project = project
    self.keys = keys
    self.day = day
    self.zone = zone
    self.size = size
    self.isMouseOn = isMouseOn
    self.isUnicode = isUnicode
    ellipsis = isUnicode ? "\u{2026}" : "~"
    versions = VersionsDocument(
      path: project.versionsPath, name: project.settings.versions, contents: nil,
      file: VersionsFile())
    inventory = Inventory(scan: Scan(), versions: VersionsFile(), settings: project.settings)
  }

  /// What stands between a token and the one that follows it.
  var arrow: String { isUnicode ? "\u{2192}" : "->" }

  /// What stands at the left of the row under the cursor.
  var bar: String { isUnicode ? "\u{258C}" : ">" }

  /// What makes next tokens.
  var rules: TokenRules {
    TokenRules(day: day, hashLength: project.settings.strategies.hashLength)
  }

  /// The entry under the cursor; in view 5 the one that the finding is about.
  var current: Entry? {
    currentIndex.map { inventory.entries[$0] }
  }

  /// The token an asset would get, with what is chosen for it, and for those that are named in it.
  func next(of entry: Entry) -> NextToken {
    if let token = mending.edited[entry.id] { return .other(token) }
    return entry.next(with: pending[entry.id], by: rules)
  }

  /// Whether a write gives an asset another token: it is chosen, or the write edits its file.
  func isPending(_ entry: Entry) -> Bool {
    mending.edited[entry.id] != nil || pending[entry.id].map { $0.bump != .keep } ?? false
  }

  /// When an asset's file was last changed, in words; nil where that is not known.
  func changedText(of entry: Entry) -> String? {
    entry.modified.flatMap { WallTime(at: $0, in: zone) }?.text(on: day)
  }

  /// The name an asset has in the list: the path, behind the root's name where the root is not the
  /// first.
  func name(of id: AssetID) -> String {
    id.root == project.settings.roots.first?.name ? VisibleText.of(id.path) : id.description
  }
}

import Disk
import Site
import Values

extension Inventory {
  /// What is to be said about the assets, in their order; untracked and fresh ones say nothing.
  ///
  /// Each finding is made when it is come to, so that many take little room.
  ///
  /// - Parameters:
  ///   - settings: the settings file's name, for advice.
  ///   - lineEnds: the stale ones that differ in nothing but line ends.
  public func findings(
    settings: String, lineEnds: LineEndChanges = LineEndChanges()
  ) -> some Sequence<Finding> {
    let indices = statuses.indices.filter { statuses[$0].isFinding }
    let ofAssets = indices.lazy.compactMap { index in
      let entry = self.entries[index]
      return lineEnds.contains(entry.id) ? lineEnds.finding(of: entry) : entry.finding
    }
    return [AnySequence(ofAssets), AnySequence(rootFindings(settings: settings))].joined()
  }

  /// What is to be said about static roots: hidden files, and records of roots that are not known.
  ///
  /// - Parameter settings: the settings file's name, for advice.
  public func rootFindings(settings: String) -> [Finding] {
    let ofFiles = shadowed.map { hidden in
      Finding(
        severity: .note, kind: "shadowed", id: hidden.id,
        message: "\(VisibleText.of(hidden.file)) is hidden by \(VisibleText.of(hidden.by))")
    }
    let ofRoots = unknownRoots.map { name in
      Finding(
        severity: .warning, kind: "unknown-root", id: nil,
        message: "the versions file has records of root \"\(VisibleText.of(name))\","
          + " which the settings do not name",
        next: "add a [[root]] of that name to \(settings), or take its records out")
    }
    return ofFiles + ofRoots
  }
}

extension Status {
  /// Whether there is something to be said about assets of this status.
  fileprivate var isFinding: Bool {
    switch self {
    case .fresh, .untracked: false
    case .stale, .new, .missing, .unreadable, .unhashed: true
    }
  }
}

extension Entry {
  /// What is to be said about this asset, or nil where all is well.
  public var finding: Finding? {
    switch status {
    case .fresh, .untracked: nil
    case .stale: stale
    case .new:
      Finding(
        severity: .warning, kind: "new", id: id,
        message: "not recorded, it is served without a token",
        next: "assetbump bump \(tokenOption)\(shellName)")
    case .missing:
      Finding(
        severity: .warning, kind: "missing", id: id,
        message: "recorded as \(record?.token.text ?? ""), but there is no such file",
        next: "bring it back, or drop its record: assetbump bump \(shellName)")
    case .unreadable:
      Finding(
        severity: .error, kind: "unreadable", id: id, message: problem?.description ?? "",
        next: problem == .unreadable(.pointer)
          ? "git lfs pull" : "mend it, or add it to ignore in the settings")
    case .unhashed:
      Finding(severity: .error, kind: "unhashed", id: id, message: "its bytes were not read")
    }
  }

  private var stale: Finding {
    let since = record.map { "\($0.token.text) was given on \($0.bumped.iso)" } ?? ""
    return Finding(
      severity: .error, kind: "stale", id: id, message: "bytes changed since \(since)",
      next: "assetbump bump \(tokenOption)\(shellName)")
  }

  /// The command that gives the asset its next token, and corrects it where it stands.
  var bumpCommand: String {
    "assetbump bump \(tokenOption)\(shellName)"
  }

  /// The command that also writes the asset's token where it is named without one.
  var addCommand: String {
    "assetbump bump --add-tokens \(status == .fresh ? "" : tokenOption)\(shellName)"
  }

  /// The command that corrects the token of an asset that keeps it, where it stands.
  var mendCommand: String { "assetbump bump \(shellName)" }

  private var tokenOption: String {
    strategy == .manual ? "--token TOKEN " : ""
  }

  private var shellName: String {
    ShellText.quoted(id.description)
  }
}

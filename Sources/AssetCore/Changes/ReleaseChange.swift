import Values

/// What a release changes of one asset for those who visit.
public struct ReleaseChange: Equatable, Sendable {
  /// The asset.
  public var id: AssetID
  /// What becomes of it.
  public var kind: Kind
  /// Its record before; nil where there was none.
  public var old: Record?
  /// Its record after; nil where there is none.
  public var new: Record?
  /// The digest of the bytes that will be served: of the file in the working tree, where that is compared.
  public var digest: Digest?
  /// The URL before; nil where there was none.
  public var oldURL: String?
  /// The URL after; nil where there is none.
  public var newURL: String?
  /// The size of the file on the later side, in bytes; nil where there is none, or git has other bytes.
  public var size: UInt64?
  /// The places in the project's own files, as the later side has them, that name it.
  public var places: [Place] = []

  /// A place that names an asset.
  public struct Place: Equatable, Sendable {
    /// The file, from the project's folder.
    public var file: BytePath
    /// The place in it.
    public var position: TextPosition

    /// Makes a place.
    public init(file: BytePath, position: TextPosition) {
      self.file = file
      self.position = position
    }
  }

  /// What becomes of an asset; the gravest first.
  public enum Kind: String, CaseIterable, Sendable {
    /// Other bytes under a URL that browsers may hold.
    case poisoned
    /// Another URL for the same bytes.
    case wasted
    /// Another URL for other bytes, as it should be.
    case changed
    /// It has no record before.
    case added
    /// It has no record after.
    case removed
    /// Another URL by other settings, for a token and bytes that stay.
    case moved
  }

  /// Why it counts as that.
  public var why: String {
    switch kind {
    case .poisoned:
      old?.token == new?.token
        ? "bytes changed, the token did not" : "the token stood for other bytes before"
    case .wasted: "the token changed, bytes did not"
    case .changed: "bytes changed"
    case .added: "not recorded before"
    case .removed: "not recorded any more"
    case .moved: "the settings make another URL"
    }
  }

  /// What to do next; nil where all is as it should be.
  public var next: String? {
    guard kind == .poisoned else { return nil }
    let force = digest == new?.digest ? "--force " : ""
    return "assetbump bump \(force)\(ShellText.quoted(id.description))"
  }

  /// The files that name it, each once, in order.
  public var pages: [BytePath] {
    var pages: [BytePath] = []
    for place in places where place.file != pages.last { pages.append(place.file) }
    return pages
  }

  /// The URLs that a shared cache may hold and must forget, or will be asked for, the old before the new.
  public var urls: [String] {
    [oldURL, newURL == oldURL ? nil : newURL].compactMap { $0 }
  }
}

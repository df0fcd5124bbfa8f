import Values

/// How long browsers may keep a project's static files, as far as its files say so.
///
/// Read as text from Python source (`SEND_FILE_MAX_AGE_DEFAULT` of Flask, `WHITENOISE_MAX_AGE`,
/// `Cache-Control` strings) and nginx's configuration; nothing is run. What a production server adds
/// that no file of the project tells is not known.
public struct CacheHeaders: Equatable, Sendable {
  /// What was found, in the order of the files and places.
  public let evidence: [Evidence]

  /// A place that says how long files are kept.
  public struct Evidence: Equatable, Sendable {
    /// The file, from the project's folder.
    public var file: BytePath
    /// The place.
    public var position: TextPosition
    /// What stands there, in short: `SEND_FILE_MAX_AGE_DEFAULT`, `expires`, `Cache-Control`.
    public var what: String
    /// How long files are kept.
    public var keeping: Keeping
    /// Whether it speaks of static files; what speaks of everything counts where nothing does.
    public var isOfStatics: Bool

    /// Makes evidence.
    public init(
      file: BytePath, position: TextPosition, what: String, keeping: Keeping, isOfStatics: Bool
    ) {
      self.file = file
      self.position = position
      self.what = what
      self.keeping = keeping
      self.isOfStatics = isOfStatics
    }
  }

  /// How long a browser may use a file without asking.
  public enum Keeping: Equatable, Comparable, Sendable {
    /// It asks each time (`no-cache`, `no-store`, zero seconds).
    case revalidated
    /// So many seconds (RFC 9111, section 5.2.2.1).
    case seconds(Int)
    /// Until it is thrown out (RFC 8246, `immutable`; nginx's `max`).
    case immutable

    /// A day: from here on a wrong URL outlives the visit that met it.
    static let long = 86_400

    /// The time that a number of seconds is.
    static func of(_ seconds: Int) -> Keeping {
      seconds <= 0 ? .revalidated : .seconds(seconds)
    }

    /// Whether it is a day or more.
    public var isLong: Bool { self >= .seconds(Self.long) }
  }

  /// Makes headers of what was found.
  public init(_ evidence: [Evidence] = []) {
    self.evidence = evidence
  }

  /// What decides: the longest time that is said of static files, else of everything; nil where
  /// nothing says any.
  ///
  /// The longest, because a project says others for development, and harm is what production does.
  public var deciding: Evidence? {
    let statics = evidence.filter(\.isOfStatics)
    let candidates = statics.isEmpty ? evidence : statics
    guard let longest = candidates.map(\.keeping).max() else { return nil }
    return candidates.first { $0.keeping == longest }
  }
}

extension CacheHeaders.Evidence: CustomStringConvertible {
  /// `shop/__init__.py:18: SEND_FILE_MAX_AGE_DEFAULT, 31536000 seconds`.
  public var description: String {
    "\(VisibleText.of(file)):\(position.line): \(what), \(keeping)"
  }
}

extension CacheHeaders.Keeping: CustomStringConvertible {
  /// `31536000 seconds`, `asked for each time`, `kept for good`.
  public var description: String {
    switch self {
    case .revalidated: "asked for each time"
    case .seconds(let seconds): Words.count(seconds, "second", "seconds")
    case .immutable: "kept for good"
    }
  }
}

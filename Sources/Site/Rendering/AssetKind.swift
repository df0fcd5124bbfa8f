import Formats
import Values

/// What an asset is to a page, read off its name.
public enum AssetKind: Hashable, Sendable {
  /// A stylesheet.
  case stylesheet
  /// A script; a module where its name ends in `.mjs`, or where the settings say so.
  case script(isModule: Bool)
  /// An image.
  case image
  /// A font of a MIME type (IANA's list of media types).
  case font(type: String)
  /// An icon of the site, and its `rel`.
  case icon(rel: String)
  /// A web app manifest.
  case manifest
  /// A video.
  case video
  /// A sound.
  case audio
  /// Anything else.
  case other

  /// The kind of the asset at a path.
  ///
  /// - Parameter modules: the scripts that are modules whatever their names end in.
  public init(_ path: BytePath, modules: GlobList = GlobList([])) {
    var name: String { String(decoding: path.name, as: UTF8.self).lowercased() }
    let dot = path.name.lastIndex(of: BytePath.dot)
    let ending = dot.map { String(decoding: path.name[($0 + 1)...], as: UTF8.self).lowercased() }
    switch ending ?? "" {
    case "css": self = .stylesheet
    case "js": self = .script(isModule: modules.matches(path))
    case "mjs": self = .script(isModule: true)
    case "woff2", "woff", "ttf", "otf": self = .font(type: "font/\(ending ?? "")")
    case "webmanifest": self = .manifest
    case "json": self = name == "manifest.json" ? .manifest : .other
    case "ico": self = .icon(rel: "icon")
    case "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp":
      self = AssetKind.iconRelation(of: name).map { .icon(rel: $0) } ?? .image
    case "mp4", "m4v", "webm", "ogv", "mov": self = .video
    case "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "weba": self = .audio
    default: self = .other
    }
  }

  /// Whether an `integrity` attribute works on the kind's tag (W3C Subresource Integrity, section
  /// 3.3).
  public var takesIntegrity: Bool {
    switch self {
    case .stylesheet, .script: true
    default: false
    }
  }

  private static func iconRelation(of name: String) -> String? {
    if name.hasPrefix("apple-touch-icon") { return "apple-touch-icon" }
    return name.hasPrefix("favicon") ? "icon" : nil
  }
}

import Values

/// A text that source makes, as far as it can be read out: literal pieces, the project's own folders, and
/// holes.
struct PythonValue: Equatable {
  private(set) var parts: [Part]

  /// A part of a text.
  enum Part: Equatable {
    case literal(String)
    /// A file or folder of the project, from its folder.
    case place(BytePath)
    /// Something that only the running program knows.
    case hole
  }

  /// The longest text that is put together, in bytes: no path or URL is longer.
  private static let longestText = 4096
  /// The most parts that are told apart; a value of more is not known.
  private static let mostParts = 64

  /// A value that is not known.
  static let unknown = PythonValue([.hole])

  init(_ parts: [Part]) {
    self.parts = parts.reduce(into: []) { joined, part in
      if case .literal(let text) = part, case .literal(let before)? = joined.last {
        let isLong = before.utf8.count + text.utf8.count > Self.longestText
        joined[joined.count - 1] = isLong ? .hole : .literal(before + text)
      } else if part != .hole || joined.last != .hole {
        joined.append(part)
      }
    }
    if self.parts.count > Self.mostParts { self.parts = [.hole] }
  }

  init(_ text: String) { self.init([.literal(text)]) }

  /// Whether nothing of it is known.
  var isUnknown: Bool { parts == [.hole] }

  /// The text, where all of it is literal.
  var text: String? {
    switch parts.count {
    case 0: return ""
    case 1: if case .literal(let text) = parts[0] { return text } else { return nil }
    default: return nil
    }
  }

  /// The text behind the last hole or place.
  var lastText: String? {
    guard case .literal(let text)? = parts.last else { return nil }
    return text
  }

  /// This and what follows right behind.
  func appending(_ other: PythonValue) -> PythonValue { PythonValue(parts + other.parts) }

  /// A path below this one; an absolute one stands for itself.
  func joined(_ other: PythonValue) -> PythonValue {
    switch other.parts.first {
    case .place: return other
    case .literal(let text) where text.hasPrefix("/"): return other
    case nil: return self
    default: break
    }
    if parts.isEmpty || text == "" { return other }
    if lastText?.hasSuffix("/") ?? false { return appending(other) }
    return PythonValue(parts + [.literal("/")] + other.parts)
  }

  /// A URL as a page at this one would have it (`urllib.parse.urljoin`, RFC 3986, section 5.2).
  func joinedURL(_ other: PythonValue) -> PythonValue {
    guard case .literal(let text)? = other.parts.first else { return .unknown }
    if text.contains("://") || text.hasPrefix("//") { return other }
    guard case .literal(let base)? = parts.first, parts.count == 1 else {
      return text.hasPrefix("/") ? PythonValue([.hole] + other.parts) : appending(other)
    }
    let host =
      base.contains("://") ? base.split(separator: "/").prefix(2).joined(separator: "//") : ""
    if text.hasPrefix("/") { return PythonValue(host).appending(other) }
    let end = base.lastIndex(of: "/").map { String(base[...$0]) } ?? ""
    return PythonValue(end.utf8.count > host.utf8.count ? end : host + "/").appending(other)
  }

  /// Whether it is the place of a file or folder of the project.
  var isPlace: Bool {
    guard case .place? = parts.first else { return false }
    return !parts.contains(.hole)
  }

  /// The folder that holds what this path means.
  var folder: PythonValue {
    guard let last = parts.last else { return .unknown }
    let rest = Array(parts.dropLast())
    switch last {
    case .hole: return PythonValue(rest + [.hole])
    case .place(let path): return PythonValue(rest + [.place(path.folder)])
    case .literal(let text):
      let trimmed = text.drop(while: { _ in false }).trimmingSlashes
      guard let slash = trimmed.lastIndex(of: "/") else {
        return rest.isEmpty ? PythonValue("") : PythonValue(rest)
      }
      let kept = String(trimmed[..<slash])
      return PythonValue(kept.isEmpty && !rest.isEmpty ? rest : rest + [.literal(kept)])
    }
  }

  /// What is known of a path.
  enum Path: Equatable {
    /// From the project's folder.
    case place(BytePath)
    /// From a folder that is not known, or as the source has it, without a slash in front.
    case relative(BytePath)
    /// From the top of the disk.
    case absolute(BytePath)
  }

  /// The path that this text is; nil where its end is not known, or where it leads out of the project.
  var path: Path? {
    let known = parts.lastIndex { part in
      if case .literal = part { false } else { true }
    }
    guard let last = known else {
      let text = self.text ?? ""
      return text.hasPrefix("/")
        ? .absolute(BytePath(text).normalized) : .relative(BytePath(text.isEmpty ? "." : text))
    }
    var behind = last + 1 < parts.count ? lastText ?? "" : ""
    if !behind.isEmpty, !behind.hasPrefix("/") {
      // `f"{name}-static"`: the folder's own name is not whole.
      guard let slash = behind.firstIndex(of: "/") else { return nil }
      guard case .hole = parts[last] else { return nil }
      behind = String(behind[slash...])
    }
    let below = BytePath(String(behind.drop { $0 == "/" }))
    switch parts[last] {
    case .place(let base):
      let path = (below.bytes.isEmpty ? base : base == "." ? below : base.appending(below))
        .normalized
      return path.bytes.starts(with: "..".utf8) ? nil : .place(path)
    default: return below.bytes.isEmpty ? nil : .relative(below)
    }
  }
}

extension Substring {
  fileprivate var trimmingSlashes: Substring {
    var rest = self
    while rest.count > 1, rest.hasSuffix("/") { rest.removeLast() }
    return rest
  }
}

/// A URL of the web, absolute and without user or fragment, as browsers parse it (WHATWG URL, section 4.4).
public struct WebURL: Hashable, Sendable {
  /// `http` or `https`.
  public let scheme: String
  /// The host in lower case, and the port where it is not the scheme's own: `example.com:8080`.
  public let authority: String
  /// The path, encoded, with a slash at its start.
  public let path: String
  /// What stands behind the question mark; nil where there is none.
  public let query: String?

  /// Reads an absolute URL; nil for what is none, names a user, or has a host that is not plain ASCII.
  public init?(_ text: some Collection<UInt8>) {
    self.init(Self.cleaned(text), from: nil)
  }

  /// Reads an absolute URL.
  public init?(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// The URL that a reference in this one's text leads to; nil for what leads to none of the web.
  public func resolved(_ reference: [UInt8]) -> WebURL? {
    WebURL(Self.cleaned(reference), from: self)
  }

  /// Scheme, host and port.
  public var origin: String { "\(scheme)://\(authority)" }

  /// The URL's text.
  public var text: String { origin + target }

  /// Path and query.
  public var target: String { path + (query.map { "?" + $0 } ?? "") }

  /// Whether it leads to this machine: `localhost`, a name below it (RFC 6761, section 6.3), 127.0.0.0/8 in
  /// four numbers, or `[::1]`.
  public var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The host without its port.
  package var host: Substring {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return authority[...end]
    }
    return authority.prefix { $0 != ":" }
  }

  private init(scheme: String, authority: String, path: String, query: String?) {
    (self.scheme, self.authority, self.path, self.query) = (scheme, authority, path, query)
  }

  /// The same with another path and query.
  package func replacing(path: String, query: String?) -> WebURL {
    WebURL(scheme: scheme, authority: authority, path: path, query: query)
  }

  private init?(_ text: [UInt8], from base: WebURL?) {
    var rest = text[...]
    var scheme = base?.scheme
    if let colon = Self.schemeEnd(rest) {
      let own = String(decoding: rest[..<colon].map(\.lowered), as: UTF8.self)
      guard own == "http" || own == "https" else { return nil }
      scheme = own
      rest = rest[(colon + 1)...]
      // `https:x` is relative where the scheme is the base's; nobody writes that.
      guard rest.starts(with: "//".utf8) else { return nil }
    }
    guard let scheme else { return nil }
    var authority = base?.authority
    let isAbsolute = rest.starts(with: "//".utf8)
    if isAbsolute {
      rest = rest.dropFirst(2)
      let end =
        rest.firstIndex {
          $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
        } ?? rest.endIndex
      authority = Self.authority(rest[..<end], scheme)
      rest = rest[end...]
    }
    guard let authority else { return nil }
    rest = rest.prefix { $0 != UInt8(ascii: "#") }
    let mark = rest.firstIndex(of: UInt8(ascii: "?"))
    let written = rest[..<(mark ?? rest.endIndex)]
    var query = mark.map { Self.encoded(rest[($0 + 1)...], Self.queryKept) }
    var path = Self.encoded(written, Self.pathKept)
    if !isAbsolute, let base {
      if written.isEmpty {
        path = base.path
        if mark == nil { query = base.query }
      } else if written.first != UInt8(ascii: "/") {
        path = base.path[...(base.path.lastIndex(of: "/") ?? base.path.startIndex)] + path
      }
    }
    self.init(scheme: scheme, authority: authority, path: Self.normalized(path), query: query)
  }

  /// Without the white space at its ends, and without tabs and line ends; with slashes for backslashes
  /// before the query.
  private static func cleaned(_ text: some Collection<UInt8>) -> [UInt8] {
    var bytes = text.filter {
      $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
    }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    bytes = Array(bytes.drop { $0 <= 0x20 })
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "?") || bytes[index] == UInt8(ascii: "#") { break }
      if bytes[index] == UInt8(ascii: "\\") { bytes[index] = UInt8(ascii: "/") }
    }
    return bytes
  }

  private static func schemeEnd(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first, first.isLetter else { return nil }
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: ":") { return index }
      guard
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: ".")
      else {
        return nil
      }
    }
    return nil
  }

  private static func authority(_ text: ArraySlice<UInt8>, _ scheme: String) -> String? {
    let isPlain = text.allSatisfy { $0.isLetter || $0.isDigit || ".-_:[]".utf8.contains($0) }
    guard isPlain, !text.isEmpty else { return nil }
    var host = String(decoding: text.map(\.lowered), as: UTF8.self)
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      let port = host[host.index(after: colon)...]
      guard port.isEmpty || Int(port).map({ (1...65535).contains($0) }) == true else { return nil }
      if port.isEmpty || port == (scheme == "https" ? "443" : "80") {
        host = String(host[..<colon])
      }
    }
    return host.isEmpty || host.hasPrefix(":") ? nil : host
  }

  private static let pathKept = Set("!$%&'()*+,-./:;=@[\\]_|~".utf8)
  private static let queryKept = Set("!$%&()*+,-./:;=?@[\\]^_`{|}~".utf8)

  private static func encoded(_ bytes: ArraySlice<UInt8>, _ kept: Set<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      if byte.isLetter && byte < 0x80 || byte.isDigit || kept.contains(byte) {
        text.append(byte)
      } else {
        text += "%\(HexText.of([byte]).uppercased())".utf8
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A path without `.` and `..`, written out or encoded.
  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    let all = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(
      path.hasPrefix("/") ? 1 : 0)
    for (index, part) in all.enumerated() {
      let isLast = index == all.count - 1
      switch part.lowercased() {
      case ".", "%2e": if isLast { parts.append("") }
      case "..", ".%2e", "%2e.", "%2e%2e":
        _ = parts.popLast()
        if isLast { parts.append("") }
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}

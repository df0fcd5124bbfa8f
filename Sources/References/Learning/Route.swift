/// A URL that the application answers by code of its own.
public struct Route: Equatable, Sendable {
  /// The rule as a pattern: text, and nil for a part that may be anything.
  public var parts: [Part]
  /// The place that told of it.
  public var evidence: LearnedProject.Evidence

  /// A part of a rule.
  public enum Part: Equatable, Sendable {
    /// Text as it stands in the URL.
    case literal([UInt8])
    /// One name, without slashes.
    case name
    /// The rest of a path.
    case path
  }

  /// Reads a rule, `/static/<path:name>`, `/static/{name}`, `/static/:name`.
  public init(_ rule: String, evidence: LearnedProject.Evidence) {
    self.evidence = evidence
    parts = []
    var text: [UInt8] = []
    var rest = Array(rule.utf8)[...]
    func close(_ byte: UInt8) -> UInt8? {
      switch byte {
      case UInt8(ascii: "<"): UInt8(ascii: ">")
      case UInt8(ascii: "{"): UInt8(ascii: "}")
      default: nil
      }
    }
    while let byte = rest.popFirst() {
      guard let end = close(byte), let place = rest.firstIndex(of: end) else {
        text.append(byte)
        continue
      }
      if !text.isEmpty { parts.append(.literal(text)) }
      text = []
      let variable = String(decoding: rest[..<place], as: UTF8.self)
      parts.append(variable.contains("path") ? .path : .name)
      rest = rest[(place + 1)...]
    }
    if !text.isEmpty { parts.append(.literal(text)) }
  }

  /// The text that every URL of it begins with.
  public var head: [UInt8] {
    if case .literal(let text)? = parts.first { return text }
    return []
  }

  /// Whether it answers a URL's path.
  public func answers(_ url: [UInt8]) -> Bool {
    Self.matches(parts[...], url[...])
  }

  private static func matches(_ parts: ArraySlice<Part>, _ url: ArraySlice<UInt8>) -> Bool {
    guard let first = parts.first else { return url.isEmpty }
    let rest = parts.dropFirst()
    switch first {
    case .literal(let text):
      return url.starts(with: text) && matches(rest, url.dropFirst(text.count))
    case .name, .path:
      guard !url.isEmpty else { return false }
      let end = first == .path ? url.endIndex : url.firstIndex(of: 0x2F) ?? url.endIndex
      // The next text says where it ends.
      guard case .literal(let text)? = rest.first else {
        return rest.isEmpty ? end == url.endIndex : false
      }
      var place = url.startIndex + 1
      while place <= end {
        if url[place...].starts(with: text), matches(rest, url[place...]) { return true }
        place += 1
      }
      return false
    }
  }
}

import Values

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
  ///
  /// The places that the parts so far can end at are kept together, so that no two ways to one place are
  /// followed: the time grows with the parts times the bytes.
  public func answers(_ url: [UInt8]) -> Bool {
    guard url.starts(with: head) else { return false }
    var ends: Set<Int> = [0]
    for part in parts {
      var next: Set<Int> = []
      switch part {
      case .literal(let text):
        for end in ends where url[end...].starts(with: text) { next.insert(end + text.count) }
      case .name, .path:
        // From the first place on, up to the next slash or to the end.
        var reach = 0
        for end in ends.sorted() {
          var place = max(end, reach)
          while place < url.count, part == .path || url[place] != BytePath.slash {
            place += 1
            next.insert(place)
          }
          reach = max(reach, place)
        }
      }
      if next.isEmpty { return false }
      ends = next
    }
    return ends.contains(url.count)
  }
}

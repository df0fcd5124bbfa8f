/// A template with its plain `url_for` calls replaced by the URLs that they give: the page as far as
/// it is known without running the application.
///
/// Replaced are expressions of nothing but a call with literal arguments, `{{ url_for('static',
/// filename='css/site.css') }}`, of an asset that is known; everything else stays as it is.
public struct PagePreview: Equatable, Sendable {
  /// The template, relative to the project's folder.
  public let file: BytePath
  /// The lines, without their ends.
  public let lines: [Line]

  /// One line of a page.
  public struct Line: Equatable, Sendable {
    /// The line as the template has it.
    public var template: [UInt8]
    /// The line with the URLs as they are now.
    public var now: [UInt8]
    /// The line with the URLs as they will be.
    public var next: [UInt8]
    /// The assets whose URLs stand in the line.
    public var assets: [AssetID]

    /// Whether the line will change.
    public var changes: Bool { now != next }
  }

  /// The URLs of an asset; nil where the project has no such asset.
  public typealias URLs = (AssetID) -> (now: String?, next: String?)?

  /// Renders a template's text.
  public init(_ contents: [UInt8], of file: BytePath, urls: URLs) {
    self.file = file
    var lines = contents.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines.map { PagePreview.line($0.last == 0x0D ? $0.dropLast() : $0, urls: urls) }
  }

  private static func line(_ text: ArraySlice<UInt8>, urls: URLs) -> Line {
    var line = Line(template: Array(text), now: [], next: [], assets: [])
    var rest = text
    while let open = ByteSearch.firstIndex(of: Array("{{".utf8), in: rest) {
      line.append(rest[..<open])
      rest = rest[open...]
      if let (id, end) = URLForCall.leading(rest), let found = urls(id) {
        let written = rest[..<end]
        line.now += found.now.map { Array(HTMLText.escaped($0).utf8) } ?? Array(written)
        line.next += found.next.map { Array(HTMLText.escaped($0).utf8) } ?? Array(written)
        line.assets.append(id)
        rest = rest[end...]
      } else {
        line.append(rest.prefix(2))
        rest = rest.dropFirst(2)
      }
    }
    line.append(rest)
    return line
  }
}

extension PagePreview.Line {
  fileprivate mutating func append(_ bytes: ArraySlice<UInt8>) {
    now += bytes
    next += bytes
  }
}

/// A Jinja expression that is nothing but a call of `url_for` for a static file.
private struct URLForCall {
  private var rest: ArraySlice<UInt8>

  /// The asset that such an expression at the start of some bytes names, and the index behind it.
  static func leading(_ bytes: ArraySlice<UInt8>) -> (AssetID, Int)? {
    var call = URLForCall(rest: bytes)
    guard call.take("{{"), call.takeOptional("-"), call.take("url_for"), call.take("("),
      let endpoint = call.string(), call.take(","), call.take("filename"), call.take("="),
      let filename = call.string(), call.takeOptional(","), call.take(")"), call.takeOptional("-"),
      call.take("}}"), let root = String(validating: endpoint, as: UTF8.self)
    else { return nil }
    return (AssetID(root: root, path: BytePath(bytes: filename)), call.rest.startIndex)
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
  }

  private mutating func take(_ text: String) -> Bool {
    skipSpace()
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private mutating func takeOptional(_ text: String) -> Bool {
    _ = take(text)
    return true
  }

  /// A string literal without escapes.
  private mutating func string() -> [UInt8]? {
    skipSpace()
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = rest.dropFirst().firstIndex(of: quote)
    else { return nil }
    let text = rest[(rest.startIndex + 1)..<end]
    guard !text.contains(UInt8(ascii: "\\")) else { return nil }
    rest = rest[(end + 1)...]
    return Array(text)
  }
}

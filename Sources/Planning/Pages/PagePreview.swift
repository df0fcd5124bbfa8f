import Values

/// A template with its references to static files replaced by the URLs that they give, or a page that
/// the application generates with those that it will have.
///
/// Of a template it is the page as far as it is known without running the application: all other
/// template code stays readable.
public struct PagePreview: Equatable, Sendable {
  /// The template, relative to the project's folder; the URL of a page that the application generates.
  public let file: BytePath
  /// The lines, without their ends.
  public let lines: [Line]

  /// One line of a page.
  public struct Line: Equatable, Sendable {
    /// The line of the template where it begins, from 1: a call over several lines leaves one.
    public var number: Int
    /// The line with the URLs as they are now.
    public var now: [UInt8] = []
    /// The line with the URLs as they will be.
    public var next: [UInt8] = []
    /// What was replaced, in order.
    public var replacements: [PageReplacement] = []

    /// Whether the line will change.
    public var changes: Bool { now != next }
  }

  /// Renders a template's text.
  ///
  /// - Parameter replacements: what stands in place of its references, in the order of their places;
  ///   one that overlaps the one before is passed over.
  public init(_ contents: [UInt8], of file: BytePath, replacing replacements: [PageReplacement]) {
    var page = Renderer(contents)
    for replacement in replacements where replacement.range.lowerBound >= page.place {
      page.copy(upTo: replacement.range.lowerBound)
      page.put(replacement)
    }
    page.copy(upTo: contents.count)
    self.file = file
    lines = page.finished()
  }

  /// The index of the line in which a line of the template, counted from 1, stands; 0 without lines.
  public func index(ofTemplateLine number: Int) -> Int {
    lines.lastIndex { $0.number <= number } ?? 0
  }

  private struct Renderer {
    private let contents: [UInt8]
    /// The first byte that is not rendered yet.
    private(set) var place = 0
    private var lines: [Line] = []
    private var line = Line(number: 1)
    /// The line of the template at the place.
    private var number = 1

    init(_ contents: [UInt8]) {
      self.contents = contents
    }

    mutating func copy(upTo end: Int) {
      var rest = contents[place..<end]
      while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
        append(rest[..<feed])
        endLine()
        rest = rest[(feed + 1)...]
      }
      append(rest)
      place = end
    }

    mutating func put(_ replacement: PageReplacement) {
      line.now += replacement.now
      line.next += replacement.next
      line.replacements.append(replacement)
      number += contents[replacement.range].count { $0 == UInt8(ascii: "\n") }
      place = replacement.range.upperBound
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
      line.now += bytes
      line.next += bytes
    }

    private mutating func endLine() {
      if line.now.last == UInt8(ascii: "\r") { line.now.removeLast() }
      if line.next.last == UInt8(ascii: "\r") { line.next.removeLast() }
      lines.append(line)
      number += 1
      line = Line(number: number)
    }

    mutating func finished() -> [Line] {
      if line != Line(number: number) { endLine() }
      return lines
    }
  }
}

/// A line of a template in which an asset's path stands, between quotes.
///
/// A plain search: it does not know comments, helpers or paths that are put together.
public struct Mention: Equatable, Sendable {
  /// The template, relative to the project's folder.
  public let file: BytePath
  /// The line, from 1.
  public let line: Int
  /// The line's bytes, without its end and without the white space around.
  public let text: [UInt8]

  /// Makes a mention.
  public init(file: BytePath, line: Int, text: [UInt8]) {
    self.file = file
    self.line = line
    self.text = text
  }
}

extension TemplateList {
  /// The greatest size of a template that is read, in bytes.
  static let largestTemplate = 4 << 20

  /// The lines in which an asset stands, in the order of templates and lines.
  ///
  /// - Parameter isCancelled: asked once a template; true ends the search with what is found.
  public func mentions(of id: AssetID, isCancelled: () -> Bool = { false }) -> [Mention] {
    guard let root = project.root(named: id.root) else { return [] }
    let needles = Mention.needles(for: id.path, of: root)
    return files(isCancelled: isCancelled).flatMap { file -> [Mention] in
      if isCancelled() { return [] }
      let path = project.folder.appending(file)
      let contents = (try? fileSystem.read(path, limit: TemplateList.largestTemplate)) ?? []
      return Mention.all(of: needles, in: contents, of: file)
    }
  }
}

extension Mention {
  /// How a path stands in a template: whole, as an argument; or behind the root's URL prefix.
  fileprivate static func needles(for path: BytePath, of root: StaticRoot) -> [[UInt8]] {
    let url = Array((root.url(of: path, token: nil) ?? "").utf8)
    return [UInt8(ascii: "'"), UInt8(ascii: "\"")].flatMap { quote -> [[UInt8]] in
      let whole = [quote] + path.bytes + [quote]
      return url.isEmpty ? [whole] : [whole, [quote] + url]
    }
  }

  fileprivate static func all(
    of needles: [[UInt8]], in contents: [UInt8], of file: BytePath
  ) -> [Mention] {
    guard needles.contains(where: { ByteSearch.contains(contents[...], $0) }) else { return [] }
    let lines = contents.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      guard needles.contains(where: { ByteSearch.contains(line, $0) }) else { return nil }
      let start = line.drop { $0 == 0x20 || $0 == 0x09 }
      let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } ?? start.startIndex
      return Mention(file: file, line: index + 1, text: Array(start[...end]))
    }
  }
}

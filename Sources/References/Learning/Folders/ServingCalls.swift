import Formats
import Values

/// The folders that source of other languages than Python serves: calls that name a folder of the project,
/// beside a URL, to something that hands out files.
///
/// `app.use("/s", express.static("public"))`, `http.Handle("/s/", http.StripPrefix("/s/",
/// http.FileServer(http.Dir("web"))))`, `r.Static("/s", "./web")`, `nest_service("/s",
/// ServeDir::new("web"))`. Only what stands in the file itself is followed, and a folder must be there.
package struct ServingCalls {
  private let read: (BytePath) -> [UInt8]?
  private let hasFolder: (BytePath) -> Bool
  private let paths: [BytePath]

  /// A folder, its URL where the call says one, and the call.
  package struct Found: Equatable {
    package let folder: BytePath
    package let url: String?
    package let evidence: LearnedProject.Evidence
    /// The variable that the application is in.
    package let variable: String?
    /// Whether a generator copies the folder into a site of pages that are served as they lie.
    package var isCopied = false
  }

  /// Prepares to look into files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder.
  ///   - hasFolder: whether a folder is there.
  ///   - read: a file's bytes; nil where it cannot be read.
  package init(
    paths: [BytePath], hasFolder: @escaping (BytePath) -> Bool,
    read: @escaping (BytePath) -> [UInt8]?
  ) {
    self.paths = paths
    self.hasFolder = hasFolder
    self.read = read
  }

  private static let words = [
    "static", "Static", "FileServer", "ServeDir", "http.Dir", "Files::new", "ResourceLocations",
    "PassthroughCopy",
  ].map { Array($0.utf8) }

  /// The folders, each once, in the order of the files.
  package func all() -> [Found] {
    var all: [Found] = []
    for path in paths where Self.isRead(path) {
      guard let bytes = read(path), bytes.count < 1 << 20,
        Self.words.contains(where: { ByteSearch.contains(bytes[...], $0) })
      else { continue }
      for statement in ServingReader(bytes).statements {
        for found in folders(statement, of: path)
        where !all.contains(where: { $0.folder == found.folder })
          && (found.isCopied || !Self.isOfBuild(path))
        {
          all.append(found)
        }
      }
    }
    return all
  }

  private static let endings = [
    ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".go", ".rs", ".java", ".kt", ".cs", ".scala",
    ".swift",
  ].map { Array($0.utf8) }

  private static func isRead(_ path: BytePath) -> Bool {
    endings.contains { path.bytes.hasSuffix($0) } && !ProjectLearner.accessory.matches(path)
      && !path.bytes.hasSuffix(Array(".min.js".utf8))
  }

  /// Whether a file sets a tool up that builds the project: the server that it starts is the developer's own.
  private static func isOfBuild(_ path: BytePath) -> Bool {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    return name.hasPrefix("gulpfile.") || name.hasPrefix("gruntfile.") || name.contains(".config.")
      || name.contains(".conf.") || name.hasPrefix("bs-config.")
  }

  private func folders(_ statement: ServingStatement, of file: BytePath) -> [Found] {
    let texts = statement.texts.map(\.text)
    func copied(_ name: String, to url: String?) -> Found? {
      guard let folder = place(name, of: file) else { return nil }
      return Found(
        folder: folder, url: url,
        evidence: LearnedProject.Evidence(file: file, line: statement.line, what: statement.words),
        variable: nil, isCopied: true)
    }
    switch statement.copying {
    case nil: return folder(statement, of: file).map { [$0] } ?? []
    case .named?:
      // The generator's own source folder, which it takes off, is not known.
      let name = texts[0].split(separator: "/").filter { $0 != "." }
      return copied(texts[0], to: name.count == 1 ? Self.prefix("\(name[0])") : nil).map { [$0] }
        ?? []
    case .pairs?:
      return stride(from: 0, to: texts.count - 1, by: 2).compactMap { index in
        copied(texts[index], to: Self.prefix(texts[index + 1]))
      }
    }
  }

  private func folder(_ statement: ServingStatement, of file: BytePath) -> Found? {
    // A text that begins with a slash is a URL, where another one may be the folder.
    let order =
      statement.texts.indices.filter { !isURL(statement.texts[$0]) }
      + statement.texts.indices.filter { isURL(statement.texts[$0]) }.reversed()
    for index in order {
      let text = statement.texts[index]
      guard let folder = place(text.text, of: file) else { continue }
      let url =
        statement.texts[..<index].last(where: isURL)
        ?? statement.texts[(index + 1)...].first(where: isURL)
      return Found(
        folder: folder, url: url.map { Self.prefix($0.text) } ?? (statement.mayHaveURL ? nil : "/"),
        evidence: LearnedProject.Evidence(file: file, line: statement.line, what: statement.words),
        variable: statement.variable)
    }
    return nil
  }

  private func isURL(_ text: ServingStatement.Text) -> Bool {
    text.text.hasPrefix("/") && !text.isBehindName
  }

  /// The part of a URL in front of what stands for any path: `/s/*`, `/s/{path...}`, `/s/:file`.
  private static func prefix(_ url: String) -> String {
    ProjectLearner.prefix(String(url.prefix { !"*{:<(".contains($0) }))
  }

  /// The folder that a text names: beside the source, above it, or at the end of a folder's path.
  private func place(_ text: String, of file: BytePath) -> BytePath? {
    var name = text
    for scheme in ["classpath:", "file:"] where name.hasPrefix(scheme) {
      name.removeFirst(scheme.utf8.count)
    }
    name = String(name.drop { $0 == "/" })
    while name.hasSuffix("*") || name.hasSuffix("/") { name.removeLast() }
    let path = BytePath(name).normalized
    guard !name.isEmpty, path != ".", !path.isAbsolute, !name.contains("://") else { return nil }
    var base = file.folder
    while true {
      let place = (base == "." ? path : base.appending(path)).normalized
      if !place.bytes.starts(with: "..".utf8), place != ".", hasFolder(place) { return place }
      if base == "." { break }
      base = base.folder
    }
    return nil
  }
}

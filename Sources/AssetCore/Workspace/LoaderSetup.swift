import Disk
import Formats
import References
import Site
import Values

/// The file of a loader for a project's application, and what its source has to have besides.
struct LoaderSetup {
  /// The loader's name, as `assetbump loader` takes it.
  let name: String
  /// The loader's file, from the project's folder.
  let file: BytePath
  /// The source that lines belong in, from the project's folder.
  let source: BytePath
  let lines: Application.Lines
  /// The source before and after; nil where the place of the lines is not known.
  let edit: FileEdit?

  /// What is to be added, for a person: a diff, else the lines.
  var additions: [String] {
    guard let edit else {
      return ["add to \(VisibleText.of(source)):"] + lines.all.map { "  \($0)" }
    }
    return ["add to \(VisibleText.of(source)), by hand or by patch -p1:"]
      + UnifiedDiff(edit).lines.map(\.text)
  }
}

extension LoaderSetup {
  /// Finds out what an application needs; nil where there is no loader for it.
  ///
  /// - Parameters:
  ///   - root: the static root that it serves.
  ///   - folder: the project's folder, absolute.
  init?(
    for application: Application, serving root: StaticRoot?, in folder: BytePath,
    on fileSystem: any FileSystem
  ) {
    guard let source = application.evidence.file,
      let bytes = try? fileSystem.read(folder.appending(source), limit: 1 << 20)
    else { return nil }
    func isFile(_ path: BytePath) -> Bool {
      ((try? fileSystem.kind(of: folder.appending(path))) ?? nil) == .file
    }
    let home = source.folder
    var place = application.place
    var lines: Application.Lines
    switch application.framework {
    case .flask, .quart, .starlette:
      name = application.framework.rawValue
      file = home.appending("asset_versions.py").normalized
      let isPackage = isFile(home.appending("__init__.py"))
      lines = application.loaderLines(from: isPackage ? ".asset_versions" : "asset_versions")
    case .django:
      name = "django"
      // The folder that Django starts in is on Python's path.
      var start = home
      while start != ".", start != start.folder, !isFile(start.appending("manage.py")) {
        start = start.folder
      }
      file = start.appending("asset_storage.py").normalized
      lines = application.loaderLines(from: "asset_storage")
    case .node:
      guard let root, let served = root.folders.first,
        let node = NodeSource(source, bytes, in: folder, on: fileSystem),
        let variable = application.variable, node.makesExpress(variable)
      else { return nil }
      name = "node"
      file = home.appending(node.loaderName).normalized
      let line = application.evidence.line - 1
      lines = node.lines(
        variable, root, Self.path(served.normalized, from: home), loader: node.loaderName)
      place = Application.Place(
        imports: node.isModule ? node.firstImport ?? line : line, calls: line,
        indentation: Self.indentation(of: line, in: bytes))
    }
    self.source = source
    self.lines = lines
    edit = place.map {
      FileEdit(
        path: folder.appending(source), name: source, before: bytes,
        after: Self.adding(lines, to: bytes, at: $0))
    }
  }

  /// A path as seen from a folder, both from the project's folder.
  private static func path(_ path: BytePath, from folder: BytePath) -> BytePath {
    if folder == "." { return path }
    if let inside = path.relative(to: folder) { return inside }
    let steps = folder.bytes.split(separator: BytePath.slash).count
    return BytePath(
      bytes: Array(repeatElement(Array("../".utf8), count: steps).joined()) + path.bytes)
  }

  /// What stands before the first word of the line after another.
  private static func indentation(of line: Int, in bytes: [UInt8]) -> String {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(line) else { return "" }
    return String(
      decoding: lines[line].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") },
      as: UTF8.self)
  }

  /// The bytes of a file with lines in it.
  private static func adding(
    _ lines: Application.Lines, to bytes: [UInt8], at place: Application.Place
  ) -> [UInt8] {
    var old = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
      Array.init)
    if old.last == [] { old.removeLast() }
    let end: [UInt8] = old.first?.last == UInt8(ascii: "\r") ? [UInt8(ascii: "\r")] : []
    var new: [[UInt8]] = []
    func add(_ texts: [String], _ indentation: String) {
      new += texts.map { Array((indentation + $0).utf8) + end }
    }
    for number in 0...old.count {
      if number > 0 { new.append(old[number - 1]) }
      // An import that belongs where the call does stands as deep.
      let isInside = place.imports == place.calls
      if number == place.imports { add(lines.imports, isInside ? place.indentation : "") }
      if number == place.calls { add(lines.calls, place.indentation) }
    }
    return Array(new.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
  }
}

/// An application that no loader adds tokens for yet.
struct LoaderLack {
  let application: Application
  /// How it gets one; nil where that is not known.
  let setup: LoaderSetup?
}

extension ProjectSurvey {
  /// The application that lacks a loader; nil where there is none.
  var loaderLack: LoaderLack? {
    guard let name = lacking.first, let application = learned.application else { return nil }
    let root = layout.roots.first { $0.root.name == name }?.root
    return LoaderLack(
      application: application,
      setup: LoaderSetup(for: application, serving: root, in: folder, on: fileSystem))
  }
}

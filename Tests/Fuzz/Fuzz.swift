import Glibc

@testable import Disk
@testable import Formats
@testable import Planning
@testable import References
@testable import Site
@testable import Values
@testable import assetbump

/// Gives libFuzzer's bytes to the reader that `ASSETBUMP_FUZZ` names.
///
/// Nothing is expected but that it comes back: no trap, no bad access, no endless loop. Where there
/// is a second way to the same answer the two are compared.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let target = FuzzTarget.chosen else {
    fatalError("ASSETBUMP_FUZZ is none of \(FuzzTarget.allCases)")
  }
  target.read(bytes)
  return 0
}

/// What reads bytes that others wrote.
enum FuzzTarget: String, CaseIterable {
  case template, css, javascript, python, json
  case versions, settings, index, answers, memory, recovery, journal, remembered, image, name, glob
  case arguments, gitlog

  static let chosen = getenv("ASSETBUMP_FUZZ").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

  /// Reads the bytes.
  func read(_ bytes: [UInt8]) {
    switch self {
    case .template: references(bytes, .template, .cssTemplate, .javaScriptTemplate)
    case .css: references(bytes, .css(hasLineComments: false), .css(hasLineComments: true))
    case .javascript: references(bytes, .javaScript)
    case .python:
      references(bytes, .python)
      _ = PythonModule(bytes, of: "app.py").calls.count
      learn(bytes)
    case .json: references(bytes, .json(isManifest: true), .json(isManifest: false))
    case .versions: versions(bytes)
    case .settings: _ = try? SettingsReader.read(bytes, name: "assetbump.toml", table: .whole)
    case .index: index(bytes)
    case .answers: answers(bytes)
    case .memory: memory(bytes)
    case .recovery:
      guard let read = Recovery(bytes) else { return }
      precondition(Recovery(read.contents) == read, "a recovery is not read as it is written")
    case .journal:
      guard let read = try? Journal(sealed(bytes, "journal")) else { return }
      precondition((try? Journal(read.contents)) == read, "a journal is not read as it is written")
    case .remembered:
      guard let read = RememberedWrite(sealed(bytes, "undo", format: "2")) else { return }
      precondition(RememberedWrite(read.contents) == read, "a write is not read as it is written")
    case .image: _ = ImageSize(of: bytes[...])
    case .name:
      let path = BytePath(bytes: bytes)
      _ = (path.normalized, path.folder, path.name, path.urlProblem, VisibleText.of(path))
    case .glob: glob(bytes)
    case .arguments: arguments(bytes)
    case .gitlog:
      _ = try? CommitLog(parsing: bytes)
      _ = GitObjectReader.contents(in: bytes[...])
    }
  }

  /// Ranges must lie in the text, in order.
  private func references(_ bytes: [UInt8], _ languages: ReferenceLanguage...) {
    for language in languages {
      let found = ReferenceScanner().references(
        in: bytes, of: "templates/a.html", language: language)
      var last = 0
      for reference in found {
        precondition(reference.targetRange.lowerBound >= last, "references are out of order")
        precondition(reference.urlRange.upperBound <= bytes.count, "a reference is past the end")
        last = reference.targetRange.lowerBound
      }
    }
    _ = JoiningTag.all(in: bytes)
  }

  private func learn(_ bytes: [UInt8]) {
    _ = ProjectLearner.learn(paths: ["app.py", "templates/base.html"]) { _ in bytes }
  }

  /// A file is written as it is read, and the reader of canonical files says the same.
  private func versions(_ bytes: [UInt8]) {
    let file = try? VersionsFile(parsing: bytes, name: "v.json")
    var quick = CanonicalVersions()
    bytes.withUnsafeBytes { _ = quick.take($0) }
    let known = quick.finish()
    guard let file else {
      precondition(known == nil, "what is no versions file is read as one")
      return
    }
    let text = file.canonicalBytes
    precondition(known == nil || text == bytes, "a canonical file is written otherwise")
    precondition(known == nil || known?.canonicalBytes == bytes, "a canonical file reads otherwise")
    precondition(shared(bytes, file) == known, "known paths change what a file says")
    precondition(
      (try? VersionsFile(parsing: text, name: "v.json"))?.canonicalBytes == text,
      "a versions file is not read as it is written")
  }

  /// What the reader of canonical files says beside all paths of a root, and all but the last.
  private func shared(_ bytes: [UInt8], _ file: VersionsFile) -> VersionsFile? {
    let known = file.tables.values.enumerated().map { number, table in
      var paths = ByteList()
      paths.append(
        rows: 0..<max(0, table.count - (number.isMultiple(of: 2) ? 0 : 1)), of: table.paths)
      return paths
    }
    var reader = CanonicalVersions(sharing: known)
    bytes.withUnsafeBytes { _ = reader.take($0) }
    return reader.finish()
  }

  /// What stands between zeros, as the words of a command line; nothing is run, but an error is put
  /// into words.
  private func arguments(_ bytes: [UInt8]) {
    let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    _ = DirectCommand(words)
    do {
      _ = try Assetbump.parseAsRoot(words)
    } catch {
      let message = Assetbump.fullMessage(for: error)
      precondition(
        !message.isEmpty || Assetbump.exitCode(for: error) == .success, "an error without words")
    }
  }

  /// The first byte says how much of the text is the pattern.
  private func glob(_ bytes: [UInt8]) {
    guard let length = bytes.first.map(Int.init), length < bytes.count else { return }
    let pattern = String(decoding: bytes[1..<(length + 1)], as: UTF8.self)
    let path = BytePath(bytes: Array(bytes[(length + 1)...]))
    let globs = GlobList([pattern])
    _ = globs.matchesFolder(path)
    var byFolder = FolderGlobs(globs)
    precondition(
      byFolder.matches(path) == globs.matches(path), "a glob says another thing by folder")
  }

  /// Lines, and after an empty one the payload, with the checksum that no fuzzer could guess.
  private func sealed(_ bytes: [UInt8], _ kind: String, format: String = "1") -> [UInt8] {
    let end = ByteSearch.firstIndex(of: [0x0A, 0x0A], in: bytes[...]) ?? bytes.count
    let lines = bytes[..<end].split(separator: 0x0A).map { line in
      line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    }
    return SealedText(
      kind: kind, format: format, lines: lines, payload: Array(bytes.dropFirst(end + 2))
    ).bytes
  }
}

import Disk
import Formats
import Values

/// A write as it is remembered, with the contents that it replaced.
struct RememberedWrite: Equatable {
  /// The project's folder, absolute.
  var project: BytePath
  /// The folder that it is kept in, as a ``WriteSeal`` names it.
  var folder: String
  /// The files, in the order they were written, the versions file last.
  var files: [File]

  /// One file that was written.
  struct File: Equatable {
    /// The file as seen from the project's folder.
    var name: BytePath
    /// The file, absolute.
    var path: BytePath
    /// The contents before; nil where there was no file.
    var before: [UInt8]?
    /// The digest of the contents after.
    var after: Digest
  }

  /// Remembers edits.
  init(_ edits: [FileEdit], of project: BytePath, in folder: String) {
    self.project = project
    self.folder = folder
    files = edits.map {
      File(name: $0.name, path: $0.path, before: $0.before, after: Digest.of($0.after))
    }
  }

  /// Whether all files are where their names say, in the project, and none of version control's.
  var isInside: Bool {
    files.allSatisfy { $0.name.isInsideProject && $0.path == project.appending($0.name) }
  }

  /// The text that keeps it.
  var contents: [UInt8] {
    let lines = files.map { file in
      [
        "file", file.name.word, file.path.word, file.before.map { "\($0.count)" } ?? "-",
        file.after.hex,
      ]
    }
    return SealedText(
      kind: "undo", format: "2", lines: [["project", project.word], ["folder", folder]] + lines,
      payload: files.flatMap { $0.before ?? [] }
    ).bytes
  }

  /// Reads the text; nil where it is damaged or of another version: nothing can be taken back by it.
  init?(_ contents: [UInt8]) {
    guard let text = try? SealedText(contents, kind: "undo", formats: ["2"]),
      text.lines.count > 2, text.lines[0].count == 2, text.lines[0][0] == "project",
      let project = BytePath(word: text.lines[0][1]), text.lines[1].count == 2,
      text.lines[1][0] == "folder"
    else { return nil }
    self.project = project
    folder = text.lines[1][1]
    files = []
    var rest = text.payload[...]
    for line in text.lines.dropFirst(2) {
      guard line.count == 5, line[0] == "file", let name = BytePath(word: line[1]),
        let path = BytePath(word: line[2]), let after = Digest(hex: line[4].utf8)
      else { return nil }
      var before: [UInt8]?
      if line[3] != "-" {
        guard let count = Int(line[3]), (0...rest.count).contains(count) else { return nil }
        before = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      files.append(File(name: name, path: path, before: before, after: after))
    }
    guard rest.isEmpty, !files.isEmpty else { return nil }
  }
}

import Disk
import Values

/// What tells the temporary file of this user's own write from a file that came with a project: its name is
/// drawn for the write, and noted in the state folder before the file is made.
///
/// ```text
/// assetbump temporary 1
/// journal PATH
/// file PATH
/// folder as in the seal
/// sha256 64 hex digits
/// ```
extension WriteSeal {
  private var note: BytePath { BytePath(bytes: path.bytes + Array(".temporary".utf8)) }

  /// Draws the name of a temporary file and notes it; nil where there is no place for the note, so that a
  /// file that is left lying stays.
  ///
  /// - Parameter target: the file that is to be replaced, by its real path.
  func drawTemporary(beside target: BytePath, on disk: some FileSystem) -> BytePath? {
    let name = WritePlace.hidden(target.name, "\(Journal.newID()).tmp")
    do throws(FileError) {
      let birth = try confirmedFolder(on: disk)
      let lines = [
        ["journal", journal.word], ["file", target.folder.appending(name).word], ["folder", birth],
      ]
      try disk.preparePrivate(note, with: SealedText(kind: "temporary", lines: lines).bytes)
      return name
    } catch {
      return nil
    }
  }

  /// Takes away the temporary file that is noted, and the note; with the lock, no other writes here.
  func removeTemporary(on disk: some FileSystem) {
    do throws(FileError) {
      guard try disk.kind(of: note) != nil else { return }
      for path in folders + [note] { try disk.confirmOwn(path) }
      let bytes = try disk.read(note, limit: 1 << 16)
      if let text = try? SealedText(bytes, kind: "temporary"), text.lines.count == 3,
        text.payload.isEmpty, text.lines[0] == ["journal", journal.word],
        text.lines[1].count == 2, text.lines[1][0] == "file",
        let file = BytePath(word: text.lines[1][1]), let birth = birth(on: disk),
        text.lines[2] == ["folder", birth], try disk.target(of: file) == file
      {
        try disk.removeFile(file)
      }
    } catch {
      // Whatever is in the way: a file more is no harm.
    }
    try? disk.removeFile(note)
  }
}

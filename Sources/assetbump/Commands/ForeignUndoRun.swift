import Disk
import Formats
import Planning
import Site
import Values

/// Shows what an interrupted write that is not known as the user's own would put back, and does it where
/// that is confirmed.
struct ForeignUndoRun {
  let options: any ProjectOptions
  let isConfirmed: Bool

  func run() throws {
    let disk = DiskFileSystem()
    let project = try options.findProject(on: disk)
    let place = project.writePlace
    let lock = isConfirmed ? try place.takeLock(on: disk) : nil
    defer { withExtendedLifetime(lock) {} }
    let undo = try ForeignUndo(of: project, at: place, on: disk)
    let paint = options.paint
    for edit in undo.edits { try StandardOutput.print(UnifiedDiff(edit).text(paint)) }
    for left in undo.left { StandardError.print(left.description) }
    let names = undo.removed.map(VisibleText.of).joined(separator: ", ")
    if isConfirmed {
      do throws(WriteError) {
        try undo.write(at: place, on: disk)
      } catch {
        throw CommandError.notWritten(error)
      }
      StandardError.print("put back \(files(undo)), removed \(names)")
    } else {
      StandardError.print(
        "nothing changed: with --yes it puts back \(files(undo)), and removes \(names)")
    }
  }

  private func files(_ undo: ForeignUndo) -> String {
    undo.edits.isEmpty ? "no file" : undo.edits.map(\.name).words
  }
}

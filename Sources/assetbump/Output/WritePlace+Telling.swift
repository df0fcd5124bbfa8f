import Planning
import Values

extension WritePlace.Start {
  /// Says what was done about an interrupted write, and which file of a lock is left as it is.
  func tell() {
    if let report { StandardError.print(report.description) }
    guard let leftLock else { return }
    let here = try? WorkingFolder.path()
    let name = here.flatMap { leftLock.relative(to: $0) } ?? leftLock
    let shell = ShellText.quoted(VisibleText.of(name))
    StandardError.print(
      "left as it is: \(VisibleText.of(name)): it was here before this write, and hinders none"
        + " - rm \(shell)")
  }
}

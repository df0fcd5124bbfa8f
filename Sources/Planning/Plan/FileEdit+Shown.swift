import Disk
import Formats
import Values

extension FileEdit {
  /// The edit with the file that is changed as its name, where the name is a link's: as seen from the
  /// project's folder, or by its real path where it lies outside.
  public func shown(on disk: some FileSystem) -> FileEdit {
    let suffix = [BytePath.slash] + name.normalized.bytes
    let whole = path.normalized.bytes
    guard whole.suffix(suffix.count).elementsEqual(suffix),
      let target = try? disk.target(of: path),
      let project = try? disk.realPath(of: BytePath(bytes: Array(whole.dropLast(suffix.count))))
    else { return self }
    var shown = self
    shown.name = target.relative(to: project) ?? target
    return shown
  }
}

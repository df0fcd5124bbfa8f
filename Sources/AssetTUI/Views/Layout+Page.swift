import Disk
import Planning
import Screen
import Site
import Values

extension Layout {
  /// The rows of a page: all but title, status line and hints.
  var pageRows: Int {
    listRows + (header == nil ? 0 : 1) + (preview.map { isSideBySide ? 0 : $0.rows } ?? 0)
  }
}

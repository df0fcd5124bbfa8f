import Disk
import Planning
import Values

/// Where the writes of a built site are recorded for this user: in the state folder, never in the site.
struct StampedSite {
  /// Where they are recorded.
  let place: WritePlace
  /// What remembers the last one.
  let memory: WriteMemory

  /// Finds it; nil where there is no such folder, or no state folder.
  init?(_ folder: BytePath, writing: WriteOptions) {
    guard let state = StateFolder.path, let site = try? DiskFileSystem().realPath(of: folder) else {
      return nil
    }
    place = WritePlace(
      ofSite: site, state: state, outside: (try? writing.allowed(below: site)) ?? [])
    memory = WriteMemory(ofSite: site, state: state)
  }

  /// Whether a write is remembered, or was interrupted.
  func isKnown(on disk: DiskFileSystem) -> Bool {
    memory.isPresent(on: disk) || (try? place.hasJournal(on: disk)) ?? false
  }
}

import Disk
import Glibc
import Values

/// Watches folders for files that change, by inotify(7): it costs nothing while nothing changes.
///
/// A thread sleeps until the system tells of a change, lets a burst of changes come to rest, and says
/// once that something changed.
final class FolderWatch: @unchecked Sendable {
  private let descriptor: Int32
  private let changed: @Sendable () -> Void
  // The main thread's alone.
  private var watched: [BytePath: Int32] = [:]

  /// What tells of a file that is another one, or another one's name.
  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ONLYDIR)
  /// How long changes must pause, and how long they are waited for at most, in milliseconds.
  private static let pause: Int32 = 150
  private static let longest = 6

  /// Starts to watch; nil where the system has no inotify for the user any more.
  init?(changed: @escaping @Sendable () -> Void) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    self.changed = changed
    let descriptor = descriptor
    guard Threads.detach({ FolderWatch.wait(descriptor, changed) }) else { return nil }
  }

  /// Watches these folders, and no others.
  ///
  /// - Returns: whether the system watches all of them.
  func watch(_ folders: [BytePath]) -> Bool {
    let wanted = Set(folders)
    for (folder, number) in watched where !wanted.contains(folder) {
      inotify_rm_watch(descriptor, number)
      watched[folder] = nil
    }
    for folder in folders where watched[folder] == nil {
      let name = folder.bytes.map { CChar(bitPattern: $0) } + [0]
      let number = inotify_add_watch(descriptor, name, FolderWatch.events)
      if number >= 0 {
        watched[folder] = number
      } else if errno == ENOSPC {
        return false
      }
    }
    return true
  }

  private static func wait(_ descriptor: Int32, _ changed: @Sendable () -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0, errno != EINTR { return }
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      for _ in 0..<longest where poll(&ready, 1, pause) > 0 {
        _ = read(descriptor, &buffer, buffer.count)
      }
      changed()
    }
  }
}

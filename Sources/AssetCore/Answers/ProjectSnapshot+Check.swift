import Disk
import Glibc
import Synchronization
import Values

extension ProjectSnapshot {
  /// Whether all of it is as it was: every place, folder and file is asked for its state, on as many
  /// threads as there are cores.
  func isCurrent() -> Bool {
    for (row, place) in places.enumerated() where Place(placePaths.path(at: row)) != place {
      return false
    }
    let run = SnapshotCheck(self)
    Threads.run(min(Threads.cores, max(1, folders.count / SnapshotCheck.step))) { run.work() }
    return run.isCurrent
  }
}

/// What the threads of a check share.
private final class SnapshotCheck: Sendable {
  private let snapshot: ProjectSnapshot
  private let tops: [Int32]
  private let next = Atomic<Int>(0)
  private let hasChanged = Atomic<Bool>(false)

  /// The number of folders that a thread takes at a time.
  static let step = 16

  init(_ snapshot: ProjectSnapshot) {
    self.snapshot = snapshot
    tops = (0..<snapshot.tops.count).map { row in
      guard let path = try? snapshot.tops.path(at: row).terminated(named: "") else { return -1 }
      return Self.openFolder(AT_FDCWD, path)
    }
  }

  deinit {
    for top in tops where top >= 0 { close(top) }
  }

  /// Whether no thread has found a change.
  var isCurrent: Bool { !hasChanged.load(ordering: .relaxed) }

  /// Looks at folders until there are no more, or one has changed.
  func work() {
    let isAsWas = snapshot.names.withUnsafeBytes { names in
      snapshot.folderPaths.withUnsafeBytes { paths in
        snapshot.files.withUnsafeBufferPointer { files in
          snapshot.folders.withUnsafeBufferPointer { folders in
            areAsTheyWere(folders, paths, files, names)
          }
        }
      }
    }
    if !isAsWas { hasChanged.store(true, ordering: .relaxed) }
  }

  private func areAsTheyWere(
    _ folders: UnsafeBufferPointer<ProjectSnapshot.Folder>, _ paths: UnsafeRawBufferPointer,
    _ files: UnsafeBufferPointer<ProjectSnapshot.File>, _ names: UnsafeRawBufferPointer
  ) -> Bool {
    while isCurrent {
      let first = next.add(Self.step, ordering: .relaxed).oldValue
      guard first < folders.count else { return true }
      for folder in folders[first..<min(first + Self.step, folders.count)] {
        guard let path = paths.text(at: Int(folder.path)) else { return false }
        let number = Self.openFolder(tops[Int(folder.top)], path)
        guard number >= 0 else { return false }
        defer { close(number) }
        guard isAsItWas(folder, number, files, names) else { return false }
      }
    }
    return true
  }

  private func isAsItWas(
    _ folder: ProjectSnapshot.Folder, _ number: Int32,
    _ files: UnsafeBufferPointer<ProjectSnapshot.File>, _ names: UnsafeRawBufferPointer
  ) -> Bool {
    var status = stat()
    guard fstat(number, &status) == 0, FileStamp(status) == folder.stamp else { return false }
    var place = Int(folder.name)
    for row in Int(folder.first)..<Int(folder.end) {
      guard let name = names.text(at: place), fstatat(number, name, &status, 0) == 0 else {
        return false
      }
      let stamp = FileStamp(status)
      guard ProjectSnapshot.File(stamp) == files[row], stamp.device == folder.stamp.device else {
        return false
      }
      place += strlen(name) + 1
    }
    return true
  }

  private static func openFolder(_ top: Int32, _ path: UnsafePointer<CChar>) -> Int32 {
    retrying { openat(top, path, Descriptor.justPath | O_DIRECTORY | O_CLOEXEC) }
  }
}

extension UnsafeRawBufferPointer {
  /// The text that begins at a place and ends before a zero byte; the last byte is one.
  fileprivate func text(at place: Int) -> UnsafePointer<CChar>? {
    guard place < count else { return nil }
    return baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self)
  }
}

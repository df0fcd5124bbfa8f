import AssetCore
import Screen

/// What is known of the tokens that stand in the project's files, for the write screen.
struct MendingState: Equatable {
  /// The references and contents; nil while they are not read.
  var known: Mending?
  /// Why they could not be read.
  var failure: FileError?
  /// The number of the newest reading; older ones are dropped.
  var number = 0
  /// Whether they are being read.
  var isReading = false
  /// Whether everything is to be mended that differs from its record, as with `B`.
  var isAll = false

  /// Forgets what was read: files may have changed.
  mutating func forget() {
    known = nil
    failure = nil
    isReading = false
    number += 1
  }
}

extension AppState {
  /// Whether the write screen waits for the references.
  var awaitsMending: Bool {
    project.hasLiteralRoot && mending.known == nil
  }

  /// The references and contents for a plan, of what is chosen now.
  var chosenMending: Mending? {
    guard var known = mending.known else { return nil }
    known.scope = mendingScope
    return known
  }

  private var mendingScope: Mending.Scope {
    if mending.isAll { return .all }
    return .assets(Set(pending.chosen.dictionary.filter { $0.value.bump != .keep }.keys))
  }

  /// Asks for the references where the write screen shows a plan that needs them.
  mutating func mendingLookUp() -> [Effect] {
    guard case .write(let screen) = mode, !screen.isTakingBack, !screen.isWriting, awaitsMending,
      mending.failure == nil, !mending.isReading, hasListed
    else { return [] }
    // The names that a scan lists are what references can lead to; the bytes may come later.
    if case .listing = scan { return [] }
    mending.number += 1
    mending.isReading = true
    return [.readMending(project, inventory, reading: mending.number)]
  }

  /// Takes in the references, and plans with them.
  mutating func take(_ result: Result<Mending?, FileError>, reading: Int) {
    guard reading == mending.number else { return }
    mending.isReading = false
    switch result {
    case .success(let read): mending.known = read
    case .failure(let error): mending.failure = error
    }
    refreshWriteScreen()
    guard let failure = mending.failure, case .write(var screen) = mode, !screen.isTakingBack else {
      return
    }
    screen.isOutdated = true
    screen.notice = Notice("\(failure) - r reads it again", isError: true)
    mode = .write(screen)
  }

  /// Takes in the bytes of assets that a plan has edited, so that they are no news to the next scan.
  mutating func takeEdits(of plan: Plan) {
    for edit in plan.fileEdits {
      for root in project.settings.roots {
        for folder in root.folders {
          guard let path = edit.name.relative(to: folder.normalized) else { continue }
          let id = AssetID(root: root.name, path: path)
          guard let file = inventory[id]?.file, file == edit.path else { continue }
          inventory.take(
            .success(FileDigest(digest: .of(edit.after), size: UInt64(edit.after.count))), for: id)
        }
      }
    }
    refreshVisible()
  }
}

import Site
import Values

/// Which folders a person opened or closed; the others go by what they hold.
struct Folding: Equatable, Sendable {
  /// What a person made of a folder.
  enum State: UInt8, Sendable {
    /// Nothing of it is shown.
    case closed
    /// What is outdated is shown, what is fresh is one row.
    case open
    /// All of it is shown.
    case full
  }

  /// What was made of folders, by their place in the tree.
  private(set) var states: [Int: State] = [:]
  /// The same for folders that the tree has not at the moment.
  private var absent: [AssetID: State] = [:]

  subscript(folder: Int) -> State? {
    get { states[folder] }
    set { states[folder] = newValue }
  }

  /// Goes over to another tree; what is gone is kept for its return.
  mutating func move(
    from old: FolderTree, _ oldNames: AssetNames, to new: FolderTree, _ newNames: AssetNames
  ) {
    for (folder, state) in states { absent[old.name(of: folder, in: oldNames)] = state }
    states = [:]
    for (name, state) in absent {
      if let folder = new.folder(named: name, in: newNames) {
        states[folder] = state
        absent[name] = nil
      }
    }
  }
}

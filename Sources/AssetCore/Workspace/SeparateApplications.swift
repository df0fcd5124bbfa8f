import References
import Site
import Values

/// The web applications of a folder that one settings file cannot hold, for they serve other static files
/// under one name or URL.
struct SeparateApplications {
  /// An application, by the folder to set it up in.
  struct Found: Equatable {
    /// The folder around all of it, from the project's folder.
    let home: BytePath
    /// The place that makes it.
    let place: LearnedProject.Evidence
    /// The folders of its static files.
    let folders: [BytePath]
  }

  /// The one that the project's folder is the home of, and is set up here; nil where there is none.
  private(set) var own: Found?
  /// The others.
  private(set) var others: [Found] = []

  /// Looks among the applications that are learned, but for examples and tests.
  init(_ learned: LearnedProject) {
    let all = learned.scopes.indices.filter { !learned.scopes[$0].isAccessory }
    for number in ApplicationConflicts(all.map { learned.scopes[$0] }).all {
      let scope = learned.scopes[all[number]]
      let found = Found(
        home: scope.home, place: learned.scopePlaces[all[number]],
        folders: scope.served.flatMap(\.folders).sorted())
      if own == nil, scope.home == "." { own = found } else { others.append(found) }
    }
    others.sort { ($0.home, $0.place.file ?? ".") < ($1.home, $1.place.file ?? ".") }
  }

  /// Whether a folder belongs to one of the others.
  func isOthers(_ folder: BytePath) -> Bool {
    others.contains { other in
      other.folders.contains(folder)
        || other.home != "." && (folder == other.home || folder.isBelow(other.home))
    }
  }

  /// What keeps settings from being written; nil where nothing does.
  func error(in folder: BytePath) -> ProjectError? {
    guard own == nil, !others.isEmpty else { return nil }
    var homes: [BytePath] = []
    for other in others where homes.last != other.home {
      homes.append(other.home)
    }
    return .severalApplications(folder: folder, homes: homes, places: others.map(\.place.words))
  }

  /// A line for each of the others, for a person.
  var lines: [String] {
    others.map { other in
      let files = other.folders.map { "\(VisibleText.of($0))/" }.joined(separator: ", ")
      if other.home == "." {
        return
          "  another application, by \(other.place.words), serves other files under the same name:"
          + " \(files.isEmpty ? "none" : files), which are left out"
      }
      return "  another application, by \(other.place.words):"
        + " run assetbump init in \(VisibleText.of(other.home))/"
    }
  }
}

import Disk
import Formats
import Glibc
import References
import Site
import Values

// How a snapshot is taken.
extension ProjectSnapshot {
  private static let format = "snapshot 1"

  /// The state of a project that was read and looked around in; nil where something in it was written so
  /// lately that a further write could be missed.
  ///
  /// - Parameter start: when the command began, before the first file was looked at.
  init?(of workspace: Workspace, since start: Int64) {
    let project = workspace.project
    guard let text = Self.text(of: project), let surroundings = workspace.surroundings else {
      return nil
    }
    self.text = text
    files.reserveCapacity(
      workspace.trees.reduce(0) { $0 + $1.tree.paths.count } + surroundings.count)
    add(placesOf: project)
    for tree in workspace.trees {
      guard add(tree.tree) else { return nil }
      for path in tree.oddPlaces { add(place: path) }
    }
    guard add(surroundings, of: project), folders.count < UInt32.max, names.count < UInt32.max,
      folderPaths.count < UInt32.max
    else { return nil }
    guard isAtRest(at: start) else { return nil }
  }

  /// What does not depend on time: the program, the project's folder, where the links to its roots lead,
  /// and what is taken to be its settings where no file has any.
  static func text(of project: Project) -> [UInt8]? {
    guard let program = FileStamp("/proc/self/exe") else { return nil }
    var parts = ByteList()
    parts.append(format.utf8)
    parts.append(withUnsafeBytes(of: program) { Array($0) })
    parts.append(project.folder.bytes)
    for folder in project.settings.roots.flatMap(\.folders) {
      parts.append(folder.bytes)
      let real = try? DiskFileSystem().realPath(of: project.folder.appending(folder))
      parts.append(real?.bytes ?? [])
    }
    parts.append(project.settingsName.utf8)
    if project.source == .conventions {
      for pattern in project.settings.templates.patterns { parts.append(pattern.utf8) }
    }
    let (bytes, ends) = parts.parts
    return bytes + ends.withUnsafeBytes { Array($0) }
  }

  private mutating func add(placesOf project: Project) {
    if case .file(let name) = project.source {
      add(place: project.folder.appending(BytePath(name)))
    }
    add(place: project.versionsPath)
    // What git leaves out may be made by a build, and is not missing.
    add(place: project.folder.appending(".gitignore"))
    add(place: project.folder.appending(".gitmodules"))
  }

  /// Adds what lies at a path, absolute.
  private mutating func add(place path: BytePath) {
    placePaths.append(path.bytes)
    places.append(Place(path))
  }

  /// Adds a static root's folders and files; false where a file lies on another device than its folder.
  private mutating func add(_ tree: KnownTree) -> Bool {
    let top = UInt32(tops.count)
    tops.append(tree.top.bytes)
    for index in tree.folders.indices {
      let folder = tree.folders[index]
      guard folder.stamp != FileStamp.unknown else { return false }
      begin(index == 0 ? [] : tree.folderPaths[index], top, folder.stamp)
      let prefix = index == 0 ? 0 : tree.folderPaths.length(of: index) + 1
      tree.forEachFile(in: index) { row in
        tree.paths.withRow(row) { names.append(contentsOf: $0.dropFirst(prefix)) }
        names.append(0)
        files.append(File(tree.stamp(at: row, device: folder.stamp.device)))
      }
      end()
    }
    return true
  }

  /// Adds the folders of the project that were looked into, and the files in them that are read; false
  /// where the state of one is not known.
  private mutating func add(_ surroundings: ProjectListing, of project: Project) -> Bool {
    let top = UInt32(tops.count)
    tops.append(project.folder.bytes)
    for folder in surroundings.folders {
      let path = project.folder.appending(folder.path)
      guard let listing = folder.listing else {
        add(place: path)
        continue
      }
      guard let stamp = listing.stamp else { return false }
      begin(folder.path == "." ? [] : folder.path.bytes[...], top, stamp)
      for row in 0..<listing.count where !listing.isHidden(row) {
        let (name, item) = (listing.name(at: row), listing.items[row])
        if item.isLink {
          add(place: path.appending(name))
        } else if item.kind == .file, ReferenceReader.isRead(name) {
          names.append(contentsOf: name.bytes)
          names.append(0)
          files.append(File(item.stamp))
        }
      }
      end()
    }
    return true
  }

  private mutating func begin(_ path: ArraySlice<UInt8>, _ top: UInt32, _ stamp: FileStamp) {
    folders.append(
      Folder(
        stamp: stamp, top: top, path: UInt32(truncatingIfNeeded: folderPaths.count),
        name: UInt32(truncatingIfNeeded: names.count),
        first: UInt32(truncatingIfNeeded: files.count), end: 0))
    folderPaths.append(contentsOf: path.isEmpty ? [BytePath.dot] : path)
    folderPaths.append(0)
  }

  private mutating func end() {
    folders[folders.count - 1].end = UInt32(truncatingIfNeeded: files.count)
  }

  /// Whether everything was at rest at a moment.
  private func isAtRest(at start: Int64) -> Bool {
    places.allSatisfy { $0.own.isAtRest(at: start) && $0.target.isAtRest(at: start) }
      && folders.allSatisfy { $0.stamp.isAtRest(at: start) }
      && files.allSatisfy {
        FileStamp.isAtRest(modified: $0.modified, changed: $0.changed, at: start)
      }
  }
}

extension ProjectSnapshot.Place {
  /// What lies at a path now.
  init(_ path: BytePath) {
    own = FileStamp(path, follows: false) ?? FileStamp.unknown
    target = FileStamp(path) ?? FileStamp.unknown
  }
}

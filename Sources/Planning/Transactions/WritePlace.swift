import Disk
import Glibc
import Site
import Values

/// Where the writes of a project are recorded: beside its versions file, or, of a built site, in the state
/// folder.
public struct WritePlace: Equatable, Sendable {
  /// The versions file, absolute.
  public let versions: BytePath
  /// The versions file as seen from the project's folder.
  public let name: BytePath
  /// The folder of what tells a user's own writes; nil where none is known.
  public let state: BytePath?
  /// The folders outside the project that the person allows writes in, by their real paths.
  public let outside: [BytePath]
  /// The folder of a built site, whose writes are recorded in the state folder; nil for a project.
  private let site: BytePath?

  /// Makes the place beside a versions file.
  ///
  /// - Parameters:
  ///   - versions: the file, absolute, there or not.
  ///   - name: the file as seen from the project's folder.
  ///   - state: `$XDG_STATE_HOME`, or what stands for it; without it several files cannot be written.
  ///   - outside: folders outside the project that the person allows writes in, by their real paths.
  public init(versions: BytePath, name: BytePath, state: BytePath?, outside: [BytePath] = []) {
    self.versions = versions
    self.name = name
    self.state = state
    self.outside = outside
    site = nil
  }

  /// Makes the place of a built site: `assetbump/stamps/` in the state folder, and a name made of the site's
  /// folder.
  ///
  /// - Parameters:
  ///   - site: the site's folder, by its real path.
  ///   - state: `$XDG_STATE_HOME`, or what stands for it.
  ///   - outside: folders outside the site that the person allows writes in, by their real paths.
  public init(ofSite site: BytePath, state: BytePath, outside: [BytePath] = []) {
    let name = String(Digest.of(site.bytes).hex.prefix(16))
    versions = state.appending("assetbump/stamps").appending(name)
    self.name = versions
    self.state = state
    self.outside = outside
    self.site = site
  }

  /// Makes the folder that the writes of a built site are recorded in.
  ///
  /// - Throws: ``WriteError/state(_:)`` where it cannot be made, or is not the user's own.
  public func prepare(on disk: some FileSystem) throws(WriteError) {
    guard site != nil else { return }
    do throws(FileError) {
      try disk.makeFolder(folder)
      for own in [folder.folder, folder] { try disk.confirmOwn(own) }
    } catch {
      throw .state("\(error)")
    }
  }

  /// The place of a project.
  public init(of project: Project, state: BytePath?, outside: [BytePath] = []) {
    self.init(
      versions: project.versionsPath, name: project.settings.versions, state: state,
      outside: outside)
  }

  /// The same beside another versions file.
  func beside(_ versions: BytePath, named name: BytePath) -> WritePlace {
    site == nil
      ? WritePlace(versions: versions, name: name, state: state, outside: outside) : self
  }

  /// Whether a write may go to a file: it lies in the project, or where the person allows it, and is
  /// none of git's own.
  ///
  /// - Parameters:
  ///   - target: the file, links followed.
  ///   - project: the project's folder by its real path.
  func allows(_ target: BytePath, in project: BytePath) -> Bool {
    if let name = target.relative(to: project) { return name.isInsideProject }
    let isAllowed = outside.contains { target == $0 || target.isBelow($0) }
    return isAllowed
      && BytePath(bytes: Array(target.bytes.drop { $0 == BytePath.slash })).isInsideProject
  }

  /// The project's folder, as far as the two names of the versions file tell it.
  var project: BytePath {
    if let site { return site }
    let (whole, tail) = (versions.normalized.bytes, [BytePath.slash] + name.normalized.bytes)
    guard whole.count > tail.count, whole.suffix(tail.count).elementsEqual(tail) else {
      return folder
    }
    return BytePath(bytes: Array(whole.dropLast(tail.count)))
  }

  /// The folder of the versions file.
  var folder: BytePath { versions.folder }

  /// The journal of a write that is under way: `.asset-versions.json.journal`.
  public var journal: BytePath { beside("journal") }

  /// The journal as seen from the project's folder.
  public var journalName: BytePath {
    let name = BytePath(bytes: Array(journal.name))
    return self.name.folder == BytePath(".") ? name : self.name.folder.appending(name)
  }

  /// The file of the lock: `.asset-versions.json.lock`.
  public var lock: BytePath { beside("lock") }

  /// The lock as seen from the project's folder.
  var lockName: BytePath {
    let name = BytePath(bytes: Array(lock.name))
    return self.name.folder == BytePath(".") ? name : self.name.folder.appending(name)
  }

  /// The name cut where the whole would be longer than a name may be, with room for a temporary file
  /// beside it.
  private func beside(_ ending: String) -> BytePath {
    folder.appending(WritePlace.hidden(versions.name, ending))
  }

  /// `.NAME.ENDING`, the name cut to what leaves room for more.
  static func hidden(_ name: ArraySlice<UInt8>, _ ending: String) -> BytePath {
    BytePath(bytes: [BytePath.dot] + name.prefix(200) + [BytePath.dot] + Array(ending.utf8))
  }

  /// Makes sure that no link leads the folder of the versions file, where lock, journal and temporary
  /// files come and go, to where nothing may be written.
  private func confirmInside(on disk: some FileSystem) throws(WriteError) {
    if site != nil { return }
    let file: BytePath
    let top: BytePath
    do throws(FileError) {
      file = try disk.realPath(of: folder).appending(BytePath(bytes: Array(versions.name)))
      top = try disk.realPath(of: project)
    } catch {
      throw .file(name, error.reason)
    }
    guard allows(file, in: top) else { throw .outside(name, file) }
    // Neither lock nor journal could be taken away again.
    do throws(FileError) {
      try disk.confirmReplaceable(file)
    } catch {
      throw .file(name, error.reason)
    }
  }

  /// How long a program waits for another that writes, in steps of ``step`` milliseconds.
  public static let patience = 250
  static let step: Int32 = 20

  /// Takes the lock, waiting five seconds at most for whoever has it.
  ///
  /// - Parameter patience: the number of times that it is tried again, 20 milliseconds apart.
  /// - Throws: ``WriteError/held(_:_:)``, or ``WriteError/file(_:_:)`` where the folder takes no file.
  public func takeLock(
    on fileSystem: some FileSystem, patience: Int = WritePlace.patience
  ) throws(WriteError) -> WriteLock {
    try confirmInside(on: fileSystem)
    var attempt = 0
    while true {
      let found: LockAttempt
      do throws(FileError) {
        found = try fileSystem.takeLock(lock)
      } catch {
        switch error.reason {
        // The lock itself is what cannot be one; elsewhere its folder takes no file.
        case .notFile, .linkLoop, .exists: throw .lock(lockName)
        case let reason: throw .file(name, reason)
        }
      }
      switch found {
      case .taken(let lock): return lock
      case .held(let holder): guard attempt < patience else { throw .held(name, holder) }
      }
      attempt += 1
      poll(nil, 0, WritePlace.step)
    }
  }
}

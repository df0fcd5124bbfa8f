import Disk
import Values

// The versions file in the cache: its state, and the records as they are packed in memory.

extension VersionsDocument {
  /// A document, and what it was read in.
  package struct Read {
    package var document: VersionsDocument
    /// The state of the file, where it is as the program writes it and a later change is sure to show.
    var stamp: FileStamp?

    /// The same, with the paths and digests of trees in place of its own, where they are the same.
    package func sharing(with trees: [Scan.RootTree]) -> Read {
      var read = self
      read.document.share(with: trees)
      return read
    }
  }

  /// Reads a project's versions file, or takes what is remembered of it, where the file is in the same
  /// state; and says whether it was remembered.
  package static func read(
    of project: Project, from fileSystem: any FileSystem, knowing memory: ProjectMemory?
  ) throws -> (Read, isKnown: Bool) {
    if let memory, let stamp = fileSystem.stamp(of: project.versionsPath),
      let file = memory.versions(in: stamp)
    {
      let document = VersionsDocument(
        path: project.versionsPath, name: project.settings.versions, canonical: file)
      return (Read(document: document, stamp: stamp), true)
    }
    let read = try readStamped(of: project, from: fileSystem)
    // What cannot be remembered is no reason to write the cache anew each time.
    return (read, memory != nil && read.stamp == nil)
  }

  /// Reads a project's versions file, and tells in which state, where it can be remembered.
  ///
  /// - Parameter known: paths, sorted, that are in memory anyway, and may be those of the records.
  package static func readStamped(
    of project: Project, from fileSystem: any FileSystem, sharing known: [ByteList] = []
  ) throws -> Read {
    let start = FileStamp.now
    let stamp = fileSystem.stamp(of: project.versionsPath)
    var read = Read(
      document: try VersionsDocument.read(of: project, from: fileSystem, sharing: known))
    // What was read belongs to the state before only if that is the state after as well.
    if let stamp, read.document.isCanonical, stamp.isAtRest(at: start),
      fileSystem.stamp(of: project.versionsPath) == stamp
    {
      read.stamp = stamp
    }
    return read
  }
}

extension CacheWriter {
  /// Adds the versions file, of which nothing is remembered where it has no state.
  func write(_ versions: VersionsDocument.Read, beside trees: [KnownTree]) throws(FileError) {
    let tables = versions.document.file.tables.sorted { $0.key < $1.key }
    guard let stamp = versions.stamp, tables.allSatisfy({ $0.value.isPackable }) else {
      return try write([FileStamp]())
    }
    try write([stamp])
    try write([UInt64(tables.count)])
    for (root, table) in tables {
      try write(root)
      try table.write(to: self, beside: trees)
    }
  }
}

extension CacheReader {
  /// The versions file, where it is in this state.
  ///
  /// - Parameter shared: what the trees before it in the file hold.
  func versions(in stamp: FileStamp, beside shared: [RecordTable.Shared]) -> VersionsFile? {
    guard array(of: FileStamp.self)?.first == stamp, let count = array(of: UInt64.self)?.first
    else {
      return nil
    }
    var file = VersionsFile()
    for _ in 0..<count {
      guard let root = text(), let table = RecordTable(from: self, beside: shared) else {
        return nil
      }
      file.tables[root] = table
    }
    return file
  }
}

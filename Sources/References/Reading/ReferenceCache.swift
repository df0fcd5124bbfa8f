import Disk
import Site
import Values

/// Where what the files of a project gave is kept from one run to the next, so that those that did not
/// change are not read again.
///
/// Nothing depends on it: without the folder, or the right to write in it, every file is read.
public struct ReferenceCache: Sendable {
  private let file: BytePath
  private let project: BytePath
  private let program: FileStamp?

  static let kind = "references 8"

  /// The cache of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - folder: `$XDG_CACHE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(project: BytePath, in folder: BytePath) {
    self.init(project: project, in: folder, program: FileStamp("/proc/self/exe"))
  }

  /// The cache of a project.
  ///
  /// - Parameter program: the program that reads, since another may find other references; nil where it
  ///   is not known, and nothing is kept.
  init(project: BytePath, in folder: BytePath, program: FileStamp?) {
    file = folder.appending("assetbump/\(ProjectCache.name(of: project)).references")
    self.project = project
    self.program = program
  }

  /// What is remembered; nil where the file is not there, damaged, or of another program or project.
  func open() -> ReferenceMemory? {
    guard let program, let reader = CacheReader(file), reader.text() == Self.kind,
      reader.array(of: FileStamp.self) == [program], reader.array(of: UInt8.self) == project.bytes
    else { return nil }
    return reader.references()
  }

  /// Remembers what files gave; where that cannot be done, the next run reads them again.
  func save(_ memory: ReferenceMemory) {
    guard let program else { return }
    try? CacheWriter.replace(file) { writer throws(FileError) in
      try writer.write(Self.kind)
      try writer.write([program])
      try writer.write(project.bytes)
      try writer.write(memory)
    }
  }
}

import Glibc
import Values

/// A folder of its own for a test; removed with all that is in it when it goes.
public final class TemporaryFolder: Sendable {
  /// The absolute path, without links.
  public let path: BytePath

  /// Makes an empty folder among the system's temporary files.
  ///
  /// - Throws: ``TestFileError`` where the system makes none.
  public init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/assetbump-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let real = realpath(template, nil) else {
      throw TestFileError("mkdtemp", BytePath(parent))
    }
    defer { free(real) }
    path = BytePath(bytes: Array(UnsafeRawBufferPointer(start: real, count: strlen(real))))
  }

  deinit {
    TemporaryFolder.removeAll(path)
  }

  /// The absolute path of a name below.
  public func appending(_ name: BytePath) -> BytePath {
    path.appending(name)
  }

  /// Makes a file below another user's, so that a new file in its place has to be given that owner.
  ///
  /// - Throws: ``TestFileError`` where the tests do not run as root.
  public func giveAway(_ name: BytePath) throws {
    let file = appending(name)
    guard chown(file.terminated, 1, 1) == 0 else { throw TestFileError("chown", file) }
  }

  /// Writes a file below, in place, and makes the folders on the way to it.
  @discardableResult
  public func write(_ contents: [UInt8], to name: BytePath) throws -> BytePath {
    let file = appending(name)
    try makeFolders(to: file.folder)
    let number = open(file.terminated, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw TestFileError("open", file) }
    defer { close(number) }
    var written = 0
    while written < contents.count {
      let count = contents.withUnsafeBytes {
        Glibc.write(number, $0.baseAddress?.advanced(by: written), contents.count - written)
      }
      guard count >= 0 else { throw TestFileError("write", file) }
      written += count
    }
    return file
  }

  /// Writes the UTF-8 of a text to a file below.
  @discardableResult
  public func write(_ text: String, to name: BytePath) throws -> BytePath {
    try write(Array(text.utf8), to: name)
  }

  /// Makes a folder with source in it, of a language of which nothing else is read, that loads the versions
  /// file: without any, a check says that nothing adds tokens.
  public static func withLoader() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.writeLoader()
    return folder
  }

  /// Writes such source into a folder below.
  public func writeLoader(in name: BytePath = ".") throws {
    try write("load(\"asset-versions.json\")\n", to: name.appending("server.go"))
  }

  /// Makes a folder below, and those on the way to it.
  @discardableResult
  public func makeFolder(_ name: BytePath) throws -> BytePath {
    try makeFolders(to: appending(name))
    return appending(name)
  }

  /// Makes a symbolic link below that says where it leads.
  @discardableResult
  public func makeLink(_ name: BytePath, to target: BytePath) throws -> BytePath {
    let link = appending(name)
    try makeFolders(to: link.folder)
    guard symlink(target.terminated, link.terminated) == 0 else {
      throw TestFileError("symlink", link)
    }
    return link
  }

  /// The contents of a file below; nil where there is none.
  public func contents(of name: BytePath) -> [UInt8]? {
    let number = open(appending(name).terminated, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { return nil }
    defer { close(number) }
    var contents: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(number, &block, block.count)
      guard count >= 0 else { return nil }
      if count == 0 { return contents }
      contents += block[..<count]
    }
  }

  /// The names in the folder or one below, sorted by bytes, without `.` and `..`.
  public func names(in name: BytePath = ".") -> [BytePath] {
    TemporaryFolder.names(in: appending(name)).sorted()
  }

  private func makeFolders(to folder: BytePath) throws {
    if folder.bytes.count <= path.bytes.count { return }
    try makeFolders(to: folder.folder)
    guard mkdir(folder.terminated, 0o755) == 0 || errno == EEXIST else {
      throw TestFileError("mkdir", folder)
    }
  }

  private static func names(in folder: BytePath) -> [BytePath] {
    guard let stream = opendir(folder.terminated),
      let offset = MemoryLayout<dirent>.offset(of: \.d_name)
    else { return [] }
    defer { closedir(stream) }
    var names: [BytePath] = []
    while let entry = readdir(stream) {
      let start = UnsafeRawPointer(entry).advanced(by: offset)
      let length = strlen(start.assumingMemoryBound(to: CChar.self))
      let name = BytePath(bytes: Array(UnsafeRawBufferPointer(start: start, count: length)))
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static func removeAll(_ path: BytePath) {
    // A link is removed itself, never followed.
    var status = stat()
    guard lstat(path.terminated, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      chmod(path.terminated, 0o700)
      for name in names(in: path) { removeAll(path.appending(name)) }
      rmdir(path.terminated)
    } else {
      unlink(path.terminated)
    }
  }
}

/// A system call that a test could not do without, and that failed.
public struct TestFileError: Error, CustomStringConvertible {
  /// The call, its path and the system's error number.
  public let description: String

  /// Takes the error number of the call that failed just now.
  public init(_ call: String, _ path: BytePath) {
    description = "\(call) \(VisibleText.of(path)): errno \(errno)"
  }
}

extension BytePath {
  /// The path as a C string.
  public var terminated: [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
  }
}

import Values

/// Files in or below a folder that are to be read, the way to which is to be gone once.
public struct FolderFiles: Sendable {
  /// The folder, absolute, links followed.
  public let folder: BytePath
  /// The rows of the files, by which they are told apart.
  public let rows: [Int]
  /// Whether files that turn out to be large are not read yet.
  public let putsOffLarge: Bool
  /// The folder that all names start from, absolute, and the names.
  private let top: BytePath
  private let names: ByteList
  private let prefix: Int

  /// Takes files of a list of names.
  ///
  /// - Parameters:
  ///   - names: the paths of files below a folder.
  ///   - top: that folder, absolute, links followed.
  ///   - folder: the path below it of the folder that the files lie in or below; empty for itself.
  package init(
    _ names: ByteList, below top: BytePath, in folder: BytePath, rows: [Int], putsOffLarge: Bool
  ) {
    self.names = names
    self.top = top
    self.rows = rows
    self.putsOffLarge = putsOffLarge
    prefix = folder.bytes.isEmpty ? 0 : folder.bytes.count + 1
    self.folder = folder.bytes.isEmpty ? top : top.appending(folder)
  }

  /// The path of a file, absolute.
  public func path(of row: Int) -> BytePath {
    top.appending(names.path(at: row))
  }

  /// The greatest number of bytes that a file's path below the folder has.
  var longestName: Int { rows.reduce(0) { max($0, names.length(of: $1) - prefix) } }

  /// Writes the path of a file below the folder to a place, with a zero byte behind it.
  func copyName(of row: Int, to place: UnsafeMutablePointer<CChar>) {
    let length = names.copy(row, from: prefix, to: place)
    place[length] = 0
  }
}

extension FolderFiles {
  /// The size in bytes from which on files are read first: 1 MiB takes about a millisecond.
  package static let large: UInt64 = 1 << 20
}

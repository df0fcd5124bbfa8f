import Disk
import Site
import Values

/// The lines of a file around one of them, for a screen.
public struct FileExcerpt: Equatable, Sendable {
  /// The lines, each with its number; none where they cannot be read.
  public let lines: [Line]

  /// A line of a file.
  public struct Line: Equatable, Sendable {
    /// Its number, from 1.
    public let number: Int
    /// Its bytes, no more of them than a screen shows.
    public let bytes: [UInt8]
  }

  /// An excerpt without lines.
  public init() { lines = [] }

  /// Reads the lines around one.
  ///
  /// - Parameters:
  ///   - line: the number of the line that is meant, from 1.
  ///   - file: the file, absolute.
  ///   - context: the number of lines before and behind it.
  public init(
    around line: Int, of file: BytePath, context: Int = 3, on fileSystem: any FileSystem
  ) {
    let wanted = (line - context)...(line + context)
    var lines: [Line] = []
    var bytes: [UInt8] = []
    var number = 1
    try? fileSystem.readBlocks(of: file, limit: VersionsDocument.largest) { block in
      for byte in block {
        if byte == UInt8(ascii: "\n") {
          if wanted.contains(number) { lines.append(Line(number: number, bytes: bytes)) }
          bytes = []
          number += 1
          if number > wanted.upperBound { return false }
        } else if bytes.count < FileExcerpt.longest, wanted.contains(number) {
          bytes.append(byte)
        }
      }
      return true
    }
    if wanted.contains(number), !bytes.isEmpty {
      lines.append(Line(number: number, bytes: bytes))
    }
    self.lines = lines
  }

  /// The most bytes of a line.
  private static let longest = 2000
}

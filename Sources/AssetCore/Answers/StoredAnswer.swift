import Disk

/// An answer where it lies, found to be whole: it is read once more when it is given, piece by piece, for
/// room for all of it takes longer to get from the system than to read it.
public final class StoredAnswer {
  private let reader: CacheReader
  private let room: FileRoom
  /// Where the pieces of the output lie in the file.
  private let pieces: [Range<Int>]
  /// What went to standard error.
  public let messages: [UInt8]
  /// The exit code.
  public let code: Int32

  /// Goes behind the next answer of a file; nil where there is no whole one.
  ///
  /// - Parameter room: where pieces lie while they are looked at.
  init?(_ reader: CacheReader, in room: FileRoom) {
    var pieces: [Range<Int>] = []
    while let piece = reader.passArray(in: room), !piece.isEmpty { pieces.append(piece) }
    guard let messages = reader.array(of: UInt8.self),
      let code = reader.array(of: Int32.self)?.first
    else { return nil }
    self.reader = reader
    self.room = room
    self.pieces = pieces
    self.messages = messages
    self.code = code
  }

  /// Hands over what went to standard output.
  ///
  /// - Throws: ``FileError`` where the file cannot be read any more; what the body throws.
  public func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    for piece in pieces { try body(reader.read(piece, in: room)) }
  }

  /// All of it; nil where the file cannot be read any more.
  var whole: Answer? {
    var answer = Answer(output: [], messages: messages, code: code)
    do {
      try forEachPiece { answer.output.append(Array($0)) }
      return answer
    } catch {
      return nil
    }
  }
}

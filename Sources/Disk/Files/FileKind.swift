import Values

/// What a name in the file system stands for.
public enum FileKind: Equatable, Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A named pipe.
  case fifo
  /// A socket.
  case socket
  /// A character or block device.
  case device
}

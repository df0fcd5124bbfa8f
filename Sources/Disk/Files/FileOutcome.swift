/// What came of reading one of many files.
public enum FileOutcome: Sendable {
  /// Its digest.
  case digest(FileDigest)
  /// Why it could not be read, and the state that it is in as far as the file system tells.
  case failure(FileError, FileStamp?)
  /// It was not read, for it is large: its size in bytes.
  case large(UInt64)
}

import Glibc

/// The system gave no pipe for a mailbox.
public struct MailboxError: Error, Equatable, CustomStringConvertible {
  /// The system's error number (errno).
  public let number: Int32

  /// What happened, and what to do.
  public var description: String {
    "cannot open a pipe: \(String(cString: strerror(number))); close other programs and try again"
  }
}

import Glibc

/// A queue into which any thread posts messages for the one that sleeps in `poll`.
///
/// Its descriptor is readable exactly while messages wait, so a burst of messages wakes the reader once.
/// The lock is a `pthread_mutex_t`, since the thread sanitizer does not know `Synchronization.Mutex` and
/// reports false races (Swift 6.3).
public final class Mailbox<Message: Sendable>: @unchecked Sendable {
  /// Readable while messages wait; for `poll` only, never to be read or closed by others.
  public let descriptor: Int32
  private let writer: Int32
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var messages: [Message] = []

  /// Makes an empty mailbox.
  ///
  /// - Throws: `MailboxError` where the system has no descriptors left.
  public init() throws(MailboxError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw MailboxError(number: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    descriptor = ends[0]
    writer = ends[1]
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
    close(descriptor)
    close(writer)
  }

  /// Adds a message, from any thread.
  public func post(_ message: Message) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    messages.append(message)
    guard messages.count == 1 else { return }
    var byte: UInt8 = 1
    while write(writer, &byte, 1) < 0, errno == EINTR {}
  }

  /// Takes out all messages, in the order in which they were posted.
  public func drain() -> [Message] {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard !messages.isEmpty else { return [] }
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) < 0, errno == EINTR {}
    let drained = messages
    messages = []
    return drained
  }
}

import Glibc
import Screen
import Testing

@Suite struct MailboxTests {
  @Test func isReadableWhileMessagesWait() throws {
    let mailbox = try Mailbox<Int>()
    #expect(!isReadable(mailbox))
    #expect(mailbox.drain() == [])
    mailbox.post(1)
    mailbox.post(2)
    #expect(isReadable(mailbox))
    #expect(mailbox.drain() == [1, 2])
    #expect(!isReadable(mailbox))
    mailbox.post(3)
    #expect(isReadable(mailbox))
    #expect(mailbox.drain() == [3])
  }

  @Test func fourThreadsLoseNothing() throws {
    let mailbox = try Mailbox<Int>()
    let count = 20_000
    let threads = (0..<4).map { number in
      Thread { for index in 0..<count { mailbox.post(number * count + index) } }
    }
    var received: [Int] = []
    while received.count < 4 * count {
      var descriptor = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&descriptor, 1, 10_000) == 1)
      received += mailbox.drain()
    }
    threads.forEach { $0.join() }
    #expect(received.sorted() == Array(0..<4 * count))
    for number in 0..<4 {
      let own = received.filter { $0 / count == number }
      #expect(own == own.sorted())
    }
    #expect(!isReadable(mailbox))
  }

  private func isReadable(_ mailbox: Mailbox<Int>) -> Bool {
    var descriptor = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }
}

/// A thread of the system: tasks of Swift run on as many threads as there are processors.
private final class Thread {
  private var thread = pthread_t()

  init(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    pthread_create(
      &thread, nil,
      { argument in
        argument.map { Unmanaged<Box>.fromOpaque($0).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
  }

  func join() { pthread_join(thread, nil) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

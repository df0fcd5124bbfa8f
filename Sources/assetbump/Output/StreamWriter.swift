import Disk
import Glibc
import Values

/// Writes to a descriptor of the process.
enum StreamWriter {
  /// Writes all of some bytes.
  ///
  /// - Returns: 0, or the error number (errno) of the system that ended the writing.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(descriptor, start, rest.count)
      if count > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if count < 0 && errno == EAGAIN {
        // Another program left the pipe or terminal that both share in non-blocking mode.
        waitUntilWritable(descriptor)
      } else if count == 0 || errno != EINTR {
        return count == 0 ? EIO : errno
      }
    }
    return 0
  }

  private static func waitUntilWritable(_ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&request, 1, -1)
  }
}

import Glibc
import Synchronization
import Values

/// Whether the system refused a descriptor (`EMFILE`, `ENFILE`) since the last look for it began.
///
/// A file that could not be opened for that reason is not unreadable: what was found meanwhile is
/// incomplete, and must be neither printed, written nor cached.
package enum DescriptorShortage {
  /// The error number; 0 where every descriptor was given.
  private static let number = Atomic<Int32>(0)

  /// Why what was found is incomplete; nil where it is not.
  package static var reason: FileError.Reason? {
    let number = number.load(ordering: .acquiring)
    return number == 0 ? nil : .system(number)
  }

  /// Begins a new look.
  package static func reset() {
    number.store(0, ordering: .releasing)
  }

  /// Throws where what was found is incomplete.
  ///
  /// - Parameter path: the path that the error names.
  package static func check(_ path: BytePath) throws(FileError) {
    if let reason { throw FileError(path, reason) }
  }

  /// Takes the error number of a call that failed.
  static func note(_ error: Int32) {
    if error == EMFILE || error == ENFILE { number.store(error, ordering: .releasing) }
  }
}

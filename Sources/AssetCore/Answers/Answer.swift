/// What a command printed, and its exit code.
struct Answer: Equatable, Sendable {
  /// What went to standard output, in pieces.
  var output: [[UInt8]]
  /// What went to standard error.
  var messages: [UInt8]
  /// The exit code.
  var code: Int32

  /// The greatest size in bytes of output that is remembered.
  static let largest = 16 << 20
}

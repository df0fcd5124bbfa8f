import Glibc

/// What a lock's file holds: `4711 2049.131.1795392000.5`, the number of the process, and what tells this
/// file from every copy of it; one that an earlier version made holds the first alone.
enum LockText {
  /// The greatest length, in bytes.
  static let longest = 128

  static func text(process: Int32, birth: String?) -> [UInt8] {
    Array("\(process)\(birth.map { " " + $0 } ?? "")\n".utf8)
  }

  static func read(_ number: Int32) -> [UInt8] {
    var text = [UInt8](repeating: 0, count: longest)
    let count = text.withUnsafeMutableBytes { pread(number, $0.baseAddress, $0.count, 0) }
    return Array(text.prefix(max(0, count)))
  }

  /// Whether a text has the form of a lock's: nothing, or a line of numbers.
  ///
  /// Any other file belongs to somebody else.
  static func isOne(_ text: [UInt8]) -> Bool {
    guard let last = text.last else { return true }
    return last == UInt8(ascii: "\n")
      && text.dropLast().allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: " ")
      }
  }

  /// The process that a text names.
  static func process(in text: [UInt8]) -> Int32? {
    Int32(
      String(
        decoding: text.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }, as: UTF8.self
      ))
  }

  /// The file that a text says it stands in.
  static func birth(in text: [UInt8]) -> String? {
    guard let space = text.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    return String(decoding: text[(space + 1)...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}

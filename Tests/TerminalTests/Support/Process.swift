import Glibc
import Testing

/// What the system tells of a running process (proc(5)).
struct Process {
  private let number: pid_t

  init(_ number: pid_t) { self.number = number }

  /// Its state: `R`, `S`, `T` and so on.
  var state: String { get throws { try fields()[0] } }

  /// The processor time that all of its threads took, in ticks of the system's clock.
  var ticks: Int {
    get throws {
      let fields = try fields()
      return try #require(Int(fields[11])) + #require(Int(fields[12]))
    }
  }

  /// How often its main thread went to sleep.
  var sleeps: Int {
    get throws {
      let line = try read("status").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return try #require(line?.split(separator: "\t").last.flatMap { Int($0) })
    }
  }

  /// The fields of `stat` from the third on, which is the state.
  private func fields() throws -> [String] {
    let text = try #require(try read("stat").first)
    let end = try #require(text.lastIndex(of: ")"))
    return text[text.index(end, offsetBy: 2)...].split(separator: " ").map(String.init)
  }

  private func read(_ name: String) throws -> [Substring] {
    let file = try #require(fopen("/proc/\(number)/\(name)", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
  }
}

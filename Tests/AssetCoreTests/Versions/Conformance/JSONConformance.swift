import Formats
import Site
import TestSupport
import Values

/// What the reader, and Python, think of a text.
enum JSONConformance {
  private struct Refusal: JSONFailure {
    init(_ problem: JSONProblem, at offset: Int) {}
  }

  /// The text without white space outside its strings; nil where it is refused.
  static func canonical(_ bytes: [UInt8]) -> [UInt8]? {
    do throws(Refusal) {
      var reader = try JSONReader<Refusal>(bytes)
      let text = try reader.rawValue()
      try reader.end()
      return text
    } catch {
      return nil
    }
  }

  /// Where a versions file may hold a value of any kind.
  enum Place: CaseIterable {
    case file, record, previous

    /// Whether a versions file with a text there is read, and written again with it.
    func accepts(_ value: [UInt8]) -> Bool {
      let token = #""token": "a", "sha256": "\#(String(repeating: "0", count: 64))""#
      let (before, after) =
        switch self {
        case .file: (#"{"format": 1, "assets": {}, "x": "#, "\n}")
        case .record:
          (
            #"{"format": 1, "assets": {"s": {"a": {\#(token), "bumped": "2024-01-01", "x": "#,
            "\n}}}}"
          )
        case .previous:
          (
            #"{"format": 1, "assets": {"s": {"a": {\#(token), "bumped": "2024-01-01", "#
              + #""previous": [{\#(token), "x": "#, "\n}]}}}}"
          )
        }
      let text = Array(before.utf8) + value + Array(after.utf8)
      guard let file = try? VersionsFile(parsing: text, name: "v.json") else { return false }
      let again = try? VersionsFile(parsing: file.canonicalBytes, name: "v.json")
      return again?.canonicalBytes == file.canonicalBytes
    }
  }

  /// The texts, in hex, of which Python does not think as the reader does.
  static func differences(_ texts: [[UInt8]]) throws -> [String] {
    zip(texts, try python(texts)).compactMap { text, isAccepted in
      (canonical(text) != nil) == isAccepted ? nil : HexText.of(text)
    }
  }

  /// Whether Python's `json` accepts each of the texts.
  static func python(_ texts: [[UInt8]]) throws -> [Bool] {
    let program = """
      import json, sys
      def refuse(text): raise ValueError(text)
      def members(pairs):
          if len(dict(pairs)) < len(pairs): raise ValueError("twice")
          return dict(pairs)
      def depth(value):
          inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
          return 0 if inner is None else 1 + max(map(depth, inner), default=0)
      def accepts(line):
          try:
              value = json.loads(bytes.fromhex(line).decode(), parse_constant=refuse, parse_int=str,
                                 parse_float=str, object_pairs_hook=members)
              json.dumps(value, ensure_ascii=False).encode()
              return depth(value) <= 128
          except (ValueError, RecursionError):
              return False
      print("".join("01"[accepts(line)] for line in sys.stdin))
      """
    let lines = texts.map { HexText.of($0) + "\n" }.joined()
    let result = try Command.run("python3", ["-c", program], input: lines)
    guard result.status == 0 else { throw PythonFailure(errors: result.errors) }
    return result.output.dropLast().map { $0 == "1" }
  }

  struct PythonFailure: Error {
    let errors: String
  }
}

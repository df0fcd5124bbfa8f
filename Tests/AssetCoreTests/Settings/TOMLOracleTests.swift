import Formats
import TestSupport
import Testing
import Values

/// Python's own reader of TOML 1.0 has the last word on what is TOML, and on what it says.
@Suite struct TOMLOracleTests {
  private static let count = 10_000

  @Test func agreesWithPython() throws {
    var texts = RandomTOML(seed: 1)
    let documents = (0..<Self.count).map { _ in texts.next() }
    let folder = try TemporaryFolder()
    try folder.write(documents.joined(separator: "\0"), to: "texts")
    let result = try Command.run(try Tool.python(), ["-c", Self.script], in: folder.path)
    #expect(result.errors == "" && result.status == 0)
    let answers = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(answers.count == documents.count + 1)
    var readCount = 0
    for (document, answer) in zip(documents, answers) {
      let ours = Self.shown(document)
      if ours != String(answer) { Issue.record("\(document.debugDescription): \(ours) \(answer)") }
      if answer != "no" { readCount += 1 }
    }
    #expect(readCount > Self.count / 5, "enough of them are TOML")
    #expect(readCount < Self.count * 4 / 5, "enough of them are not")
  }

  private static func shown(_ text: String) -> String {
    guard let tree = try? TOMLTree(Array(text.utf8)) else { return "no" }
    return shown(TOMLTree.top, in: tree)
  }

  /// A value as the script below writes it.
  private static func shown(_ node: Int, in tree: TOMLTree) -> String {
    switch tree.value(of: node) {
    case .string(let text): return "s" + hex(text)
    case .integer(let number): return "i\(number)"
    case .float(let number):
      if number.isNaN { return "fnan" }
      return "f" + HexText.of(withUnsafeBytes(of: number.bitPattern.bigEndian, Array.init))
    case .truth(let truth): return truth ? "true" : "false"
    case .moment: return "moment"
    case .list:
      return "[" + tree.items(of: node).map { shown($0, in: tree) }.joined(separator: ",") + "]"
    case .table:
      let pairs = tree.keys(of: node).map { key in
        hex(key) + ":" + shown(tree.node(of: key, in: node) ?? TOMLTree.top, in: tree)
      }
      return "{" + pairs.sorted().joined(separator: ",") + "}"
    }
  }

  private static func hex(_ text: String) -> String {
    HexText.of(Array(text.utf8))
  }

  private static let script = """
    import struct, tomllib

    def shown(value):
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return "s" + value.encode().hex()
        if isinstance(value, int):
            return "i%d" % value
        if isinstance(value, float):
            return "fnan" if value != value else "f" + struct.pack(">d", value).hex()
        if isinstance(value, list):
            return "[" + ",".join(map(shown, value)) + "]"
        if isinstance(value, dict):
            pairs = [key.encode().hex() + ":" + shown(item) for key, item in value.items()]
            return "{" + ",".join(sorted(pairs)) + "}"
        return "moment"

    for text in open("texts", "rb").read().split(b"\\0"):
        try:
            print(shown(tomllib.loads(text.decode())))
        except ValueError:
            print("no")
    """
}

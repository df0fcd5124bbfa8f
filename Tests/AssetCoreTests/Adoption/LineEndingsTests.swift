import TestSupport
import Testing
import Values

@testable import Disk

/// What a checkout makes of line ends, held against git's own.
@Suite("Line ends of a checkout")
struct LineEndingsTests {
  private static let contents: [[UInt8]] = [
    "", "a\nb\n", "a\r\nb\r\n", "a\r\nb\n", "a\rb\n", "a", "\n\n", "a\u{0}b\n", "a\n\u{1A}",
    "\u{1}\n", String(repeating: "x", count: 200) + "\u{1}\n", "\u{1B}[0m\u{8}\t\u{C}\n", "ä\n",
    String(repeating: "x", count: 127) + "\u{7F}\n",
    String(repeating: "x", count: 128) + "\u{7F}\n",
  ].map { Array($0.utf8) }

  @Test("they are those that git writes, for every attribute and setting")
  func asGit() throws {
    let folder = try TemporaryFolder()
    func shell(_ script: String) throws -> String {
      let result = try Command.run(
        "bash", ["-c", "set -e; \(script)"], in: folder.path,
        environment: [
          "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_DIR": nil,
          "GIT_INDEX_FILE": nil, "GIT_CEILING_DIRECTORIES": "/",
        ])
      #expect(result.status == 0, "\(result)")
      return result.output
    }
    _ = try shell("git init -q .")
    for (index, contents) in Self.contents.enumerated() {
      try folder.write(contents, to: BytePath("in\(index)"))
    }
    let ids = try shell(
      "for n in {0..\(Self.contents.count - 1)}; do git hash-object -w --no-filters in$n; done"
    )
    .split(separator: "\n").compactMap { ObjectID(Array($0.utf8)) }
    let values = [
      "", "text", "-text", "text=auto", "crlf", "-crlf", "crlf=input", "crlf=auto", "eol=lf",
      "eol=crlf", "text eol=lf", "text eol=crlf", "-text eol=crlf", "text=auto eol=lf",
      "text=auto eol=crlf", "crlf=input eol=crlf", "text=input", "text=other",
    ]
    let configurations = [
      "", "autocrlf = true", "autocrlf = input", "autocrlf = false", "autocrlf", "eol = crlf",
      "eol = lf", "autocrlf = input\n\teol = crlf", "autocrlf = true\n\teol = lf",
    ]
    for configuration in configurations {
      _ = try shell(
        "cat >.git/config <<<$'[core]\\n\\trepositoryformatversion = 0\\n\\t\(configuration)'")
      for value in values {
        try folder.write(value.isEmpty ? "" : "* \(value)\n", to: ".gitattributes")
        let reader = try GitRepositoryObjects.reader(in: folder.path)
        for (id, contents) in zip(ids, Self.contents) {
          let output = try Command.run(
            "bash", ["-c", "git cat-file --filters --path=p \(id.hex) 2>/dev/null | sha256sum"],
            in: folder.path,
            environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]
          ).output
          #expect(
            try reader.checkout(of: "p").digest(of: contents)?.hex == String(output.prefix(64)),
            "\(configuration) / \(value) / \(contents.prefix(20))")
        }
      }
    }
  }
}

/// The reader of objects in a folder that is the top of its repository.
private enum GitRepositoryObjects {
  static func reader(in folder: BytePath) throws -> any ObjectReader {
    GitObjectReader(in: folder, up: [])
  }
}

import Disk
import TestSupport
import Values

/// The README, or a topic of the manual, as the blocks of code in it.
struct Readme {
  /// The blocks, in the order they stand.
  let blocks: [Block]

  /// A fenced block of code.
  struct Block {
    /// The language after the fence.
    var language: String
    /// The file's name after the language; nil where the block is no file.
    var file: String?
    /// The lines between the fences.
    var lines: [String]

    /// The lines as the contents of a file.
    var contents: String { lines.map { $0 + "\n" }.joined() }
  }

  /// A command and what it prints.
  struct Example {
    /// The command line, without the prompt.
    var command: String
    /// The lines it prints, standard error included.
    var output: [String] = []
    /// The exit status, 0 unless the block says another in brackets.
    var status: Int32 = 0
  }

  /// Reads the README of this repository, or another of its files.
  init(_ name: String = "README.md") throws {
    let text = try String(decoding: Self.read(name), as: UTF8.self)
    var blocks: [Block] = []
    var open: Block?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        let words = line.dropFirst(3).split(separator: " ")
        open = Block(
          language: words.first.map(String.init) ?? "",
          file: words.count > 1 ? String(words[1]) : nil, lines: [])
      }
    }
    self.blocks = blocks
  }

  /// A topic of the manual.
  static func topic(_ name: String) throws -> Readme {
    try Readme("Sources/Manual/\(name).md")
  }

  /// The topics of the manual, from the folder that they lie in.
  static func topics() throws -> [String] {
    let folder = Tool.repository.appending("Sources/Manual")
    return try DiskFileSystem().entries(of: folder)
      .compactMap { BytePath(bytes: Array($0.name)).text }
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
  }

  /// The contents of a file of this repository.
  static func read(_ name: String) throws -> [UInt8] {
    try DiskFileSystem().read(Tool.repository.appending(name), limit: 1 << 20)
  }
}

extension Readme.Block {
  /// The commands of a `console` block: a line after `$ `, what it prints, `[1]` for its status.
  var examples: [Readme.Example] {
    var examples: [Readme.Example] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        examples.append(Readme.Example(command: String(line.dropFirst(2))))
      } else if let status = Self.status(line) {
        examples[examples.count - 1].status = status
      } else {
        examples[examples.count - 1].output.append(line)
      }
    }
    return examples
  }

  private static func status(_ line: String) -> Int32? {
    guard line.hasPrefix("["), line.hasSuffix("]") else { return nil }
    return Int32(line.dropFirst().dropLast())
  }
}

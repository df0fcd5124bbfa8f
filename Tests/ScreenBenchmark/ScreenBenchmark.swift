import AssetCore
import Glibc
import Screen
import TestSupport

/// Measures the terminal UI on generated trees, and the programs at hand beside it.
///
/// `ScreenBenchmark ASSETBUMP FOLDER COUNT…`: for each count a tree of as many assets is made in the
/// folder, once; a line for each thing that is measured goes to standard output.
@main
enum ScreenBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4 else {
      print("usage: ScreenBenchmark ASSETBUMP FOLDER COUNT...")
      exit(64)
    }
    for count in arguments[3...].compactMap({ Int($0) }) {
      let tree = try GeneratedTree(count: count, in: BytePath(arguments[2]))
      try measure(assetbump: arguments[1], on: tree)
      try measurePeers(on: tree)
    }
  }

  private static func measure(assetbump: String, on tree: GeneratedTree) throws {
    var run = try MeasuredRun(
      assetbump, ["--project", VisibleText.of(tree.folder)],
      isDrawn: { $0.lines[0].hasPrefix(" assetbump") },
      isComplete: { screen in
        screen.shows("1/\(tree.count)") && !screen.text.contains("Hashing")
          && !screen.text.contains("Scanning")
      })
    let groups: [(String, [String])] = [
      ("move", Array(repeating: "j", count: 60)),
      ("page", Array(repeating: "\u{1B}[6~", count: 30)),
      ("end, home", Array(repeating: ["G", "g"], count: 10).flatMap { $0 }),
      ("filter letter", ["/", "f", "i", "l", "e", "4", "2", "\u{7F}", "\u{7F}", "9", "\r"]),
      ("clear filter", ["\u{1B}"]),
      ("mark all", Array(repeating: "a", count: 6)),
      ("bump all, undo", Array(repeating: ["B", "u"], count: 3).flatMap { $0 }),
    ]
    print("\(tree.count) assets: assetbump")
    print("  first frame \(run.firstFrame), list complete \(run.complete)")
    for (name, keys) in groups {
      print("  \(name): \(run.press(keys))")
    }
    print("  peak memory \(run.peakMemory)")
    run.end()
  }

  private static func measurePeers(on tree: GeneratedTree) throws {
    let folder = VisibleText.of(tree.folder)
    if let fzf = try Peer.path("fzf") {
      var run = try MeasuredRun(
        "/bin/sh", ["-c", "find static -type f | \(fzf)"], in: folder,
        isDrawn: { $0.shows(">") }, isComplete: { $0.shows("\(tree.count)/\(tree.count)") })
      print("  fzf: first frame \(run.firstFrame), list complete \(run.complete)")
      print("  fzf, move: \(run.press(Array(repeating: "\u{10}", count: 60)))")
      print("  fzf, filter letter: \(run.press(["f", "i", "l", "e", "4", "2"]))")
      run.end()
    }
    if let ncdu = try Peer.path("ncdu") {
      var run = try MeasuredRun(
        ncdu, ["static"], in: folder, isDrawn: { !$0.text.allSatisfy { $0 == " " || $0 == "\n" } },
        isComplete: { $0.shows("Total disk usage") })
      print("  ncdu: first frame \(run.firstFrame), list complete \(run.complete)")
      print("  ncdu, move: \(run.press(Array(repeating: "j", count: 40)))")
      run.end()
    }
  }
}

/// A program of Debian's that is measured beside ours.
private enum Peer {
  /// The program's path, or nil where it is not installed.
  static func path(_ name: String) throws -> String? {
    let found = try Command.run("sh", ["-c", "command -v \(name)"]).output
    return found.split(separator: "\n").first.map(String.init)
  }
}

import Glibc
import Screen
import TestSupport
import Values

/// Measures the terminal UI and `check` on generated trees, and the programs at hand beside them.
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
    let assetbump = arguments[1]
    let empty = try GeneratedTree(count: 0, in: BytePath(arguments[2]))
    show("start-up alone: check \(try check(assetbump, empty))")
    for count in arguments[3...].compactMap({ Int($0) }) {
      let tree = try GeneratedTree(count: count, in: BytePath(arguments[2]))
      let recorded = try tree.recorded()
      show("\(count) assets, none recorded: assetbump")
      let ours = try measure(assetbump, on: tree)
      show("  check: \(try check(assetbump, tree))")
      show("\(count) assets, all recorded: assetbump")
      _ = try measure(assetbump, on: recorded)
      show("  check: \(try check(assetbump, recorded))")
      let cache = VisibleText.of(tree.folder.folder.appending("cache"))
      _ = try check(assetbump, recorded, cache: cache)
      show("\(count) assets, all recorded, nothing changed since the last run: assetbump")
      _ = try measure(assetbump, on: recorded, cache: cache)
      show("  check: \(try check(assetbump, recorded, cache: cache))")
      show("\(count) files: others")
      try Peers(tree: tree, ours: ours).measure()
    }
  }

  /// Measures the terminal UI.
  ///
  /// - Parameter cache: the folder where runs leave what they read for the next; nil where they do not.
  private static func measure(
    _ assetbump: String, on tree: GeneratedTree, cache: String? = nil
  ) throws -> Peers.Results {
    var run = try MeasuredRun(
      assetbump, ["--project", VisibleText.of(tree.folder)],
      state: VisibleText.of(tree.folder.folder.appending("state")), cache: cache,
      isDrawn: { $0.lines[0].hasPrefix(" assetbump") },
      isComplete: { screen in
        screen.shows("1/\(tree.count)") && !screen.text.contains("Hashing")
          && !screen.text.contains("Scanning")
      })
    show(
      "  first frame \(run.firstFrame), list complete \(run.complete),"
        + " peak memory so far \(run.peakMemory) KiB")
    func report(_ name: String, _ keys: [String], after first: String? = nil) -> KeyTimes {
      let times = run.press(keys, after: first)
      show("  \(name): \(times)")
      return times
    }
    let move = report("move", Array(repeating: "j", count: 60))
    let page = report("page", Array(repeating: "\u{1B}[6~", count: 30))
    _ = report("end, home", Array(repeating: ["G", "g"], count: 10).flatMap { $0 })
    _ = run.press(["/"])
    let letter = report("filter letter", ["f", "i", "l", "e", "4", "2", "\u{7F}", "\u{7F}", "9"])
    _ = run.press(["\r"])
    _ = report("clear filter", ["\u{1B}"])
    _ = report("sort", Array(repeating: ["z", "z", "s", "p"], count: 3).flatMap { $0 }, after: "s")
    _ = report("mark all", Array(repeating: "a", count: 6))
    _ = report("bump all", Array(repeating: "B", count: 6), after: "u")
    _ = report("undo", Array(repeating: "u", count: 6), after: "B")
    let results = Peers.Results(
      firstFrame: run.firstFrame, complete: run.complete, move: move, page: page, letter: letter,
      peakMemory: run.peakMemory)
    show("  peak memory \(results.peakMemory) KiB")
    run.end()
    return results
  }

  /// The greatest part of memory that `check` holds, and the time it takes.
  ///
  /// By time(1), because what a child of this process has held counts this process itself for the
  /// moment of its start.
  private static func check(
    _ assetbump: String, _ tree: GeneratedTree, cache: String? = nil
  ) throws -> String {
    let command = "exec time -f 'peak memory %M KiB, %e s' \"$0\" check --project \"$1\" >/dev/null"
    let output = try Command.run(
      "sh", ["-c", command, assetbump, VisibleText.of(tree.folder)],
      environment: ["XDG_CACHE_HOME": cache, "HOME": nil]
    ).errors
    return output.split(separator: "\n").last.map(String.init) ?? "?"
  }
}

/// Prints a line at once, also where the output is a file.
func show(_ line: String) {
  print(line)
  fflush(nil)
}

import Screen
import TestSupport
import Values

/// The programs of Debian's that are measured beside ours, each with what it does best: fzf narrows a
/// list of all files, tig's pager shows one, ncdu lists a folder once all of them are counted.
struct Peers {
  let tree: GeneratedTree
  /// What ours took.
  let ours: Results

  /// What a program took; nothing for keys that it does not have.
  struct Results {
    var firstFrame: Span
    var complete: Span
    var move: KeyTimes
    var page: KeyTimes?
    var letter: KeyTimes?
    var peakMemory: Int
  }

  /// Measures those that are installed.
  func measure() throws {
    let list = "find static -type f"
    if let fzf = try path("fzf") {
      try run(
        "fzf", "/bin/bash", ["-c", "exec \(fzf) < <(\(list))"],
        isDrawn: { $0.shows(">") }, isComplete: { $0.shows("\(tree.count)/\(tree.count)") },
        move: ["\u{10}"], page: "\u{1B}[6~", letters: ["f", "i", "l", "e", "4", "2"])
    }
    if let tig = try path("tig") {
      try run(
        "tig (pager)", "/bin/bash", ["-c", "exec \(tig) < <(\(list))"],
        isDrawn: { $0.shows("[pager]") }, isComplete: { $0.shows("of \(tree.count) ") },
        move: ["j"], page: "\u{1B}[6~", letters: nil)
    }
    if let ncdu = try path("ncdu") {
      try run(
        "ncdu", ncdu, ["static"],
        isDrawn: { !$0.text.allSatisfy { $0 == " " || $0 == "\n" } },
        isComplete: { $0.shows("Total disk usage") },
        // Its list is that of the topmost folder, which may be short.
        move: ["j", "k"], page: nil, letters: nil)
    }
  }

  private func run(
    _ name: String, _ program: String, _ arguments: [String],
    isDrawn: (VirtualScreen) -> Bool, isComplete: (VirtualScreen) -> Bool, move: [String],
    page: String?, letters: [String]?
  ) throws {
    var run = try MeasuredRun(
      program, arguments, in: VisibleText.of(tree.folder), isDrawn: isDrawn,
      isComplete: isComplete)
    let results = Results(
      firstFrame: run.firstFrame, complete: run.complete,
      move: run.press((0..<40).map { move[$0 % move.count] }),
      page: page.map { run.press(Array(repeating: $0, count: 20)) },
      letter: letters.map { run.press($0) },
      peakMemory: run.peakMemory)
    run.end()
    show(
      "  \(name): first frame \(results.firstFrame), list complete \(results.complete)"
        + " (ours \(ours.complete.ratio(to: results.complete)))")
    report(name, "move", results.move, ours.move)
    report(name, "page", results.page, ours.page)
    report(name, "filter letter", results.letter, ours.letter)
    show("  \(name): peak memory \(results.peakMemory) KiB")
  }

  private func report(_ name: String, _ keys: String, _ times: KeyTimes?, _ ours: KeyTimes?) {
    guard let times, let ours else { return }
    show("  \(name), \(keys): \(times) (ours \(ours.high.ratio(to: times.high)) at p95)")
  }

  /// The path of a program, or nil where it is not installed.
  private func path(_ name: String) throws -> String? {
    let found = try Command.run("sh", ["-c", "command -v \(name)"]).output
    return found.split(separator: "\n").first.map(String.init)
  }
}

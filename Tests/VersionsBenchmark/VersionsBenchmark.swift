import Disk
import Foundation
import Site
import Values

/// Reads and writes a project's versions file with our code and with Foundation's, in turn.
///
/// `VersionsBenchmark PROJECT`: a line for reading and one for writing, tab-separated: the work, the
/// medians in milliseconds, the median of the ratios, the bar.
@main
enum VersionsBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: VersionsBenchmark PROJECT")
      exit(64)
    }
    let disk = DiskFileSystem()
    let project = try Project.open(BytePath(CommandLine.arguments[1]), in: disk)
    let url = URL(fileURLWithPath: VisibleText.of(project.versionsPath))
    let ours = try VersionsDocument.read(of: project, from: disk).file
    let theirs = try JSONDecoder().decode(Versions.self, from: Data(contentsOf: url))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try compare(
      "read", bar: "0.2",
      { try VersionsDocument.read(of: project, from: disk).exists ? 1 : 0 },
      { try JSONDecoder().decode(Versions.self, from: Data(contentsOf: url)).assets.count })
    try compare(
      "written", bar: "0.5", { ours.canonicalBytes.count }, { try encoder.encode(theirs).count })
  }

  /// The two in turn, nine times after one that does not count.
  private static func compare(
    _ work: String, bar: String, _ ours: () throws -> Int, _ theirs: () throws -> Int
  ) throws {
    var pairs: [(Double, Double)] = []
    for _ in 0..<10 { pairs.append((try seconds(ours), try seconds(theirs))) }
    pairs.removeFirst()
    let numbers = [
      median(pairs.map { $0.0 * 1000 }), median(pairs.map { $0.1 * 1000 }),
      median(pairs.map { $0.0 / $0.1 }),
    ]
    let texts = zip(["%.1f", "%.1f", "%.2f"], numbers).map { String(format: $0, $1) }
    print(([work] + texts + [bar]).joined(separator: "\t"))
  }

  private static func seconds(_ work: () throws -> Int) throws -> Double {
    let start = ContinuousClock.now
    let result = try work()
    let span = (ContinuousClock.now - start).components
    precondition(result > 0)
    return Double(span.seconds) + Double(span.attoseconds) / 1e18
  }

  private static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }
}

/// The versions file as Foundation's decoder takes it.
private struct Versions: Codable {
  var format: Int
  var assets: [String: [String: Record]]

  struct Record: Codable {
    var token: String
    var sha256: String
    var bumped: String
    var strategy: String?
  }
}

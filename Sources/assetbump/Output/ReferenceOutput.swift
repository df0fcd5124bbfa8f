import AssetCore
import Disk
import Planning
import Synchronization

/// The table of a project's references and the lines of their findings, made by all cores.
struct ReferenceOutput {
  private let report: ReferenceReport
  private let paint: Paint

  /// The number of rows and of lines that a core makes at a time, and the bytes that they take as a rule:
  /// so few that the room is not taken anew from the system each time.
  private static let part = 128
  private static let roomOfPart = 40 << 10

  init(_ report: ReferenceReport, _ paint: Paint) {
    self.report = report
    self.paint = paint
  }

  /// Prints all of it.
  func write(withTable: Bool, to transcript: Transcript) throws {
    let table = withTable ? parts() : []
    let widest = table.first?.widest.indices.map { column in
      table.reduce(0) { max($0, $1.widest[column]) }
    }
    let fit = ColumnFit(flexible: [0, 3], spare: [1], width: TerminalWidth.ofOutput)
    let widths = widest.map(fit.widths) ?? []
    let findings = Self.ranges(report.findingCount)
    let failure = Failure()
    OrderedRun.run(table.count + findings.count) { piece in
      if piece >= table.count { return lines(of: findings[piece - table.count]) }
      var lines = table[piece].lines(widths, paint)
      lines.append(UInt8(ascii: "\n"))
      // An empty line between the table and the findings.
      if piece == table.count - 1, !findings.isEmpty { lines.append(UInt8(ascii: "\n")) }
      return lines
    } take: { bytes in
      failure.noting { () throws(CommandError) in try transcript.write(bytes) }
    }
    try failure.check()
  }

  /// The table's heading and its rows, in parts.
  private func parts() -> [PackedTable] {
    let headings = ["PLACE", "FORM", "TOKEN", "ASSET", "STATUS"]
    var heading = PackedTable(columns: headings.count)
    heading.append(headings.map { TextTable.Cell($0, .heading) })
    let ranges = Self.ranges(report.shown.count)
    let parts = Mutex([heading])
    OrderedRun.run(ranges.count) { piece in
      var part = PackedTable(columns: headings.count, room: Self.roomOfPart / 2)
      part.append { text, endCell in
        for place in ranges[piece] { report.addCells(of: place, to: &text, endCell: endCell) }
      }
      return part
    } take: { part in
      parts.withLock { $0.append(part) }
      return true
    }
    return parts.withLock { $0 }
  }

  private func lines(of findings: Range<Int>) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(Self.roomOfPart)
    var line: [UInt8] = []
    for place in findings {
      line.removeAll(keepingCapacity: true)
      report.addLine(ofFinding: place, to: &line)
      paint.append(line[...], report.severity(ofFinding: place).colour, to: &lines)
      lines.append(UInt8(ascii: "\n"))
    }
    return lines
  }

  private static func ranges(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: part).map { $0..<min(count, $0 + part) }
  }
}

/// The first error of work that several threads share.
private final class Failure: Sendable {
  private let error = Mutex<CommandError?>(nil)

  /// Does something; false where it fails.
  func noting(_ body: () throws(CommandError) -> Void) -> Bool {
    do throws(CommandError) {
      try body()
      return true
    } catch {
      self.error.withLock { $0 = error }
      return false
    }
  }

  func check() throws(CommandError) {
    if let error = error.withLock({ $0 }) { throw error }
  }
}

/// What was found, against what a table says.
struct Comparison {
  private var missed: [Line] = []
  private var extra: [Line] = []
  private var pairs: [(table: Line, found: Line)] = []

  /// Pairs the live references by file, line and target.
  init(_ table: [Line], _ found: [Line]) {
    var waiting = Dictionary(grouping: found.filter { $0.context == "live" }, by: \.key)
    for line in table where line.context == "live" {
      if var same = waiting[line.key], !same.isEmpty {
        let place = same.firstIndex { $0.column == line.column } ?? 0
        pairs.append((line, same.remove(at: place)))
        waiting[line.key] = same
      } else {
        missed.append(line)
      }
    }
    extra = waiting.values.flatMap { $0 }.sorted {
      ($0.key.file, $0.key.line, $0.column) < ($1.key.file, $1.key.line, $1.column)
    }
  }

  func printFigures() {
    for line in missed { print("not found  \(text(line))") }
    for line in extra { print("not listed \(text(line))") }
    for (table, found) in pairs {
      if table.status != found.status || table.resolved != found.resolved, found.status != "dir" {
        print("status     \(text(table)) => found \(found.status) \(found.resolved)")
      }
      if table.tokenKind != found.tokenKind || table.token != found.token {
        print("token      \(text(table)) => found \(found.tokenKind) \(found.token)")
      }
      if table.column != found.column {
        print("column     \(text(table)) => found \(found.column)")
      }
      if table.form != found.form { print("form       \(text(table)) => found \(found.form)") }
    }
    let falseMissing =
      pairs.count { $0.found.status == "missing" && $0.table.status != "missing" }
      + extra.count { $0.status == "missing" }
    print(
      """
      found \(pairs.count) of \(pairs.count + missed.count), \(extra.count) more; \
      recall \(share(pairs.count, pairs.count + missed.count)), \
      precision \(share(pairs.count, pairs.count + extra.count)), \
      status \(share(pairs.count { $0.table.status == $0.found.status }, pairs.count)), \
      token kind \(share(pairs.count { $0.table.tokenKind == $0.found.tokenKind }, pairs.count)), \
      false missing \(falseMissing)
      """)
  }

  private func text(_ line: Line) -> String {
    "\(line.key.file):\(line.key.line):\(line.column) \(line.form) \(line.status) "
      + "\(line.tokenKind) \(line.key.target) \(line.resolved)"
  }

  /// A share in percent, to two places.
  private func share(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "-" }
    let hundredths = part * 10_000 / whole
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }
}

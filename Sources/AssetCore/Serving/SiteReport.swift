import Planning
import Site
import Values

/// What was read of a running site, and what is to be said about it.
public struct SiteReport: Equatable, Sendable {
  /// The first page.
  public let start: WebURL
  /// What is to be said, the gravest first.
  public let findings: [ServedFinding]
  /// The pages.
  public let pages: [ServedPage]
  /// The number of pages and of files that were read.
  public let counts: (pages: Int, files: Int)
  /// The other origins that pages name, and that nobody asked.
  public let foreign: [String]
  /// Whether it was ended before all was read.
  public let isPartial: Bool

  /// Takes what a crawl has come to.
  public init(_ crawl: Crawl, isPartial: Bool) {
    start = crawl.start
    findings = crawl.findings
    pages = crawl.keptPages
    counts = (crawl.pageCount, crawl.fileCount)
    foreign = crawl.foreign.sorted()
    self.isPartial = isPartial
  }

  /// Makes a report.
  public init(
    start: WebURL, findings: [ServedFinding] = [], pages: [ServedPage] = [], fileCount: Int = 0
  ) {
    (self.start, self.findings, self.pages) = (start, findings, pages)
    (counts, foreign, isPartial) = ((pages.count, fileCount), [], false)
  }

  /// `4 pages and 21 files of http://127.0.0.1:5000 read: 1 error, 2 warnings`.
  public var summary: String {
    let kinds = [("error", Finding.Severity.error), ("warning", .warning), ("note", .note)]
    let found = kinds.compactMap { name, severity in
      let count = findings.count { $0.finding.severity == severity }
      return count == 0 ? nil : Words.count(count, name, name + "s")
    }
    return "\(Words.count(counts.pages, "page", "pages")) and"
      + " \(Words.count(counts.files, "file", "files")) of \(start.origin) read"
      + (isPartial ? ", then interrupted" : "") + ": "
      + (found.isEmpty ? "nothing found" : found.joined(separator: ", "))
  }

  /// Compares two reports.
  public static func == (left: SiteReport, right: SiteReport) -> Bool {
    left.start == right.start && left.findings == right.findings && left.pages == right.pages
      && left.counts == right.counts && left.foreign == right.foreign
      && left.isPartial == right.isPartial
  }
}

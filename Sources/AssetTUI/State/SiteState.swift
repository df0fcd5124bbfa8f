import AssetCore
import Planning
import References
import Site
import Values

/// What is known of the running site, since it was read last.
public struct SiteState: Equatable, Sendable {
  /// What is to be said about it.
  public private(set) var findings: [ServedFinding] = []
  /// The pages that were read.
  public private(set) var pages: [ServedPage] = []
  /// Whether its verdicts are of the versions file as it is.
  private(set) var hasVerdicts = false
  /// Whether it is to be read as soon as assets and references are known.
  private(set) var isWanted = false
  /// Whether it is being read, or asked about.
  public private(set) var isRunning = false
  private var progress: SiteProgress?
  private var number = 0

  /// Wants it to be read.
  mutating func want() {
    isWanted = true
  }

  /// Begins to read.
  ///
  /// - Returns: the number of the run.
  mutating func begin() -> Int {
    (isWanted, isRunning, progress) = (false, true, nil)
    number += 1
    return number
  }

  /// Takes in how far it is.
  mutating func receive(_ progress: SiteProgress, run: Int) {
    if isRunning, run == number { self.progress = progress }
  }

  /// Takes in that a run is over; nil for one that was stopped, or could not be.
  ///
  /// - Returns: whether it is the run that is waited for.
  mutating func end(_ report: SiteReport?, run: Int) -> Bool {
    guard isRunning, run == number else { return false }
    isRunning = false
    if let report {
      (findings, pages, hasVerdicts) = (report.findings, report.pages, true)
    }
    return true
  }

  /// Gives it up.
  mutating func stop() {
    (isWanted, isRunning) = (false, false)
  }

  /// Forgets what was said, for tokens are others now; pages stay.
  mutating func forgetVerdicts() {
    (findings, hasVerdicts) = ([], false)
  }

  /// What is done, in words.
  var work: String {
    guard let progress else { return "Reading the site" }
    return "Reading the site: \(Words.count(progress.pages, "page", "pages")),"
      + " \(Words.count(progress.answers, "answer", "answers"))"
  }
}

import Planning
import Site

/// What `init` would write in a project where tokens stand in files and nothing is set up yet.
public struct SetUpOffer: Equatable, Sendable {
  /// Why it is offered.
  public let words: String
  /// What was found, in lines.
  public let lines: [String]
  /// What is written: settings and a versions file.
  public let plan: Plan
  /// The versions file as it is before.
  public let versions: VersionsDocument

  /// Makes an offer.
  public init(words: String, lines: [String], plan: Plan, versions: VersionsDocument) {
    self.words = words
    self.lines = lines
    self.plan = plan
    self.versions = versions
  }
}

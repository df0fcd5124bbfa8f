import Planning
import Screen
import Site
import Values

/// The way back from the last write.
struct TakingBack: Equatable {
  /// The plan that takes it back; nil where the write made the versions file.
  let plan: Plan?
  /// The versions file as it was before the write.
  let before: VersionsDocument
  /// What was pending and was written, by asset.
  let choices: [AssetID: Choice]

  /// Makes the way back from a plan that was just carried out.
  ///
  /// - Parameter chosen: what was pending before.
  init(of plan: Plan, to before: VersionsDocument, chosen: Choices) {
    choices = plan.changes.reduce(into: [:]) { $0[$1.id] = chosen[$1.id] }
    self.plan = plan.reversed(to: before)
    self.before = before
  }
}

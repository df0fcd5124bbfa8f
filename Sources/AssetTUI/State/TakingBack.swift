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

  /// Makes the way back from a plan that was just carried out.
  init(of plan: Plan, to before: VersionsDocument) {
    self.plan = plan.reversed(to: before)
    self.before = before
  }
}

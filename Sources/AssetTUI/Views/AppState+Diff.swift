import Formats
import Planning
import Site
import Values

extension AppState {
  /// What is to be asked of an asset's change; nil where nothing changed, or nothing is recorded.
  func diffQuestion(of entry: Entry) -> Diffs.Question? {
    guard entry.status == .stale, let file = entry.file, let record = entry.record else {
      return nil
    }
    return Diffs.Question(file: file, digest: record.digest)
  }

  /// What changed in an asset since its token was given; nil where that is not known yet.
  func diff(of entry: Entry) -> AssetDiff? {
    diffQuestion(of: entry).flatMap { diffs[$0] }
  }

  /// Asks for the change of the asset under the cursor, where it is shown.
  mutating func diffLookUp() -> [Effect] {
    guard showsDiff, let current, let question = diffQuestion(of: current),
      let reading = diffs.begin(question)
    else { return [] }
    return [.readDiff(question.file, question.digest, project.folder, reading: reading)]
  }

  private var showsDiff: Bool {
    switch mode {
    case .preview: true
    case .list, .filter: layout.preview != nil && !scan.isRunning
    default: false
    }
  }
}

import ArgumentParser
import AssetCore
import Disk

/// The run of a command whose answer rests on nothing but the project: what an earlier run found is
/// printed again where nothing has changed since.
struct AnswerRun {
  let options: any ProjectOptions
  /// The command, and what of its options changes the answer, but for colour; nil for what is not to be
  /// remembered.
  let question: String?

  /// Prints the answer.
  ///
  /// - Parameter find: finds and prints it, and says whether something makes the command fail.
  /// - Throws: the exit code, where it is not 0.
  func run(_ find: (Workspace, Transcript) throws -> Bool) throws {
    try reportingErrors {
      let cache = question == nil ? nil : CacheFolder.answers
      let project = try options.findFinishedProject()
      let question = "\(question ?? "") colour \(options.paint.isOn)"
      if !options.noCache, let known = cache?.answer(to: question, about: project) {
        try known.play()
        return try end(known.code)
      }
      var workspace = try options.openWorkspace(of: project)
      workspace.lookAround(on: DiskFileSystem())
      // Taken before what it is to vouch for is read.
      let snapshot = cache?.snapshot(of: workspace)
      let draft = snapshot.flatMap { cache?.begin(question, about: project, in: $0) }
      let transcript = Transcript(keptIn: draft)
      let code = try find(workspace, transcript) ? ExitCode.finding.rawValue : 0
      transcript.finish(code)
      try end(code)
    }
  }

  private func end(_ code: Int32) throws {
    if code != 0 { throw ExitCode(code) }
  }
}

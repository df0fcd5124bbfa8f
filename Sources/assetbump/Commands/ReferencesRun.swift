import AssetCore
import Disk
import Formats
import Site
import Values

/// What `references` does.
struct ReferencesRun {
  let options: any ProjectOptions
  /// What of them is printed.
  let choice: Choice
  /// The files or assets whose references are listed; all where none is named.
  let paths: [String]

  /// What of the references is printed, and how.
  struct Choice: Equatable {
    var json = false
    var findings = false
    var all = false
  }

  /// Prints the references and what is the matter with them.
  ///
  /// - Throws: the exit code, where it is not 0.
  func run() throws {
    var question = "references json \(choice.json) findings \(choice.findings) all \(choice.all)"
    // The table is cut to the terminal.
    if let width = TerminalWidth.ofOutput { question += " columns \(width)" }
    try AnswerRun(options: options, question: paths.isEmpty ? question : nil)
      .run { workspace, transcript in
        let references = options.references(of: workspace)
        if references.map.restsOnMore { transcript.forget() }
        let report = ReferenceReport(
          references, of: try scope(in: workspace),
          hasOthers: choice.all)
        if choice.json {
          try transcript.write(report.json.text + "\n")
        } else {
          try ReferenceOutput(report, options.paint)
            .write(withTable: !choice.findings && !report.shown.isEmpty, to: transcript)
          for line in report.summary { transcript.say(line) }
        }
        return report.fails
      }
  }

  /// What the arguments name.
  private func scope(in workspace: Workspace) throws -> [ReferenceReport.Scope] {
    let here = try WorkingFolder.path()
    return try paths.map { path in
      let file = here.appending(path).normalized
      if file == workspace.project.folder { return .file(".") }
      if let below = file.relative(to: workspace.project.folder),
        try DiskFileSystem().kind(of: file) != nil
      {
        return .file(below)
      }
      return .asset(
        try AssetName(path).asset(
          in: workspace.inventory, of: workspace.project, seenFrom: here, on: DiskFileSystem()))
    }
  }
}

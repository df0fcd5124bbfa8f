import ArgumentParser

/// The script by which a shell completes command lines of the program: the parser's, with what it lacks.
///
/// The parser's knows `help` twice, as a command of ours and as its own; offers no folder in place of a
/// command; and has bash leave files alone where no word of ours fits.
struct CompletionScript {
  private let shell: CompletionShell

  /// Reads a command line; nil where it asks for no script that can be made.
  init?(_ words: some Collection<String>) {
    let words = Array(words)
    guard words.count == 2, words[0] == "--generate-completion-script",
      let shell = CompletionShell(rawValue: words[1])
    else { return nil }
    self.shell = shell
  }

  /// The script.
  var text: String {
    var script = Assetbump.completionScript(for: shell)
    switch shell {
    case .bash: Self.mendBash(&script)
    case .zsh: Self.mendZsh(&script)
    case .fish: Self.mendFish(&script)
    default: break
    }
    return script
  }

  private static func mendBash(_ script: inout String) {
    takeHelpAway(from: &script, function: "_assetbump_help() {")
    script.replace("merge help help'", with: "merge help'")
    script.replace(
      "complete -o filenames -F", with: "complete -o bashdefault -o default -o filenames -F")
  }

  private static func mendZsh(_ script: inout String) {
    takeHelpAway(from: &script, function: "_assetbump_help() {")
    script.replace("            'help:Show subcommand help information.'\n", with: "")
    script.replace(
      "        _describe -V subcommand subcommands && ret=0\n",
      with: "        _describe -V subcommand subcommands && ret=0\n        _files -/ && ret=0\n")
    // No space comes behind a folder.
    script.replace(
      "non_empty_completions=(\"${@:#(|:*)}\")",
      with: "folders=(\"${(M)@:#*/}\")\n    local -ar non_empty_completions=(\"${@:#(|:*|*/)}\")")
    script.replace(
      "_describe -V '' non_empty_completions --",
      with: "_describe -V '' folders -S '' -- non_empty_completions --")
  }

  private static func mendFish(_ script: inout String) {
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
    let first = "complete -c 'assetbump' -n '__assetbump_should_offer_completions_for_positional"
    script = lines.filter { !$0.hasSuffix("-fa 'help' -d 'Show subcommand help information.'") }
      .joined(separator: "\n")
    script +=
      "\n\(first) \"assetbump\" -eq 1' -fa '(__assetbump_complete_directories)' -d 'A project'"
  }

  /// Takes the parser's own `help` away, which would replace the command of ours.
  private static func takeHelpAway(from script: inout String, function: String) {
    script.replace("|help|help)", with: "|help)")
    let starts = script.ranges(of: function)
    guard starts.count == 2, let last = starts.last,
      let end = script[last.upperBound...].firstRange(of: "\n}\n\n")
    else { return }
    script.removeSubrange(last.lowerBound..<end.upperBound)
  }
}

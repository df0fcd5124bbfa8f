import References
import Site
import Values

/// What is to be said of roots whose tokens the application is to add: whether something adds them.
package struct LoaderFindings {
  let project: Project
  let learned: LearnedProject
  /// Whether a root has assets.
  let hasAssets: (String) -> Bool
  /// Whether references of pages to a root's assets have tokens that expressions or tags make.
  let hasMadeTokens: (String) -> Bool

  /// Prepares to look.
  package init(
    project: Project, learned: LearnedProject, hasAssets: @escaping (String) -> Bool,
    hasMadeTokens: @escaping (String) -> Bool
  ) {
    self.project = project
    self.learned = learned
    self.hasAssets = hasAssets
    self.hasMadeTokens = hasMadeTokens
  }

  /// The findings, one for each root at most, and one for each loader whose tokens never last.
  ///
  /// - Parameter place: where the settings tell of a root.
  package func all(place: (String) -> SettingsPlace?) -> [Finding] {
    var findings = project.settings.roots.filter(lacksLoader).map { root in
      let place = place(root.name)
      return Finding(
        severity: isCertain(of: root) ? .error : .note, kind: Finding.noLoader,
        root: root.name, file: place.map { BytePath($0.file) },
        line: place?.position.line, column: place?.position.column,
        message: message(of: root), next: next(for: root))
    }
    for loader in learned.loaders where loader.kind == .changing {
      guard project.settings.roots.contains(where: { isAsked($0) && loader.covers($0.name) }) else {
        continue
      }
      findings.append(
        Finding(
          severity: .error, kind: ReferenceProblem.changingToken.rawValue,
          file: loader.evidence.file, line: loader.evidence.line, column: 1,
          message: "\(loader.evidence.what) makes another token at each request, browsers never"
            + " keep a file",
          next: "let the token follow the file\(lines.map { ": \($0)" } ?? "")"))
    }
    return findings
  }

  /// Whether a loader of a root is looked for.
  private func isAsked(_ root: StaticRoot) -> Bool {
    root.tokens == .loader && root.loader == .project && hasAssets(root.name)
  }

  /// Whether nothing adds tokens to a root's URLs.
  func lacksLoader(_ root: StaticRoot) -> Bool {
    isAsked(root) && !learned.hasLoader(of: root.name) && !hasMadeTokens(root.name)
  }

  /// Whether nothing that is not read may add tokens.
  private func isCertain(of root: StaticRoot) -> Bool {
    learned.bundler(of: root.name) == nil && learned.unread.count == 0
  }

  private func message(of root: StaticRoot) -> String {
    if let bundler = learned.bundler(of: root.name) {
      return "\(bundler.evidence.words) adds tokens to bundles, nothing that is read here to other"
        + " URLs"
    }
    guard let changing = learned.changingLoader(of: root.name) else {
      if let unread = learned.unread.words {
        return "nothing that is read here adds tokens to its URLs, \(unread)"
      }
      return "nothing in the project adds tokens to its URLs, browsers keep old files"
    }
    return "nothing adds tokens that last: \(changing.evidence.words) makes another one at each"
      + " request"
  }

  private func next(for root: StaticRoot) -> String {
    let others =
      "tokens = \"literal\" where they stand in templates,"
      + " loader = \"elsewhere\" where code that is not read here adds them"
    guard let lines else {
      return "read \(VisibleText.of(project.settings.versions)) in the application; or \(others)"
    }
    return "\(lines); or \(others)"
  }

  /// The lines that give the application its tokens, and the file that they go into.
  private var lines: String? {
    guard let application = learned.application, let file = application.evidence.file else {
      return nil
    }
    return "in \(VisibleText.of(file)): " + application.loaderLines().all.joined(separator: "; ")
  }
}

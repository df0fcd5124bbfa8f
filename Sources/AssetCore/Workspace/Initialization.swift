import Disk
import Formats
import Planning
import Site
import Values

/// The first steps in a project: commented settings, and a versions file with every asset in it.
public struct Initialization {
  let folder: BytePath
  let fileSystem: any FileSystem
  let state: BytePath?
  /// The text of a loader by its name; nil where no loader is to be written.
  let loader: ((String) -> String?)?
  /// Whether the settings are printed for `pyproject.toml`, and not written.
  let isForPyproject: Bool

  /// Prepares to set up the project in a folder, absolute.
  ///
  /// - Parameters:
  ///   - state: the state folder, without which two files are not written.
  ///   - loader: the text of a loader by its name, as `assetbump loader` prints it; nil where none is to
  ///     be written.
  ///   - isForPyproject: whether the settings are printed for `pyproject.toml`, and not written.
  public init(
    folder: BytePath, fileSystem: any FileSystem, state: BytePath?,
    loader: ((String) -> String?)? = nil, isForPyproject: Bool = false
  ) {
    self.folder = folder
    self.fileSystem = fileSystem
    self.state = state
    self.loader = loader
    self.isForPyproject = isForPyproject
  }

  /// What was done, in lines for a person.
  public struct Report: Equatable, Sendable {
    /// A line for each thing done or found.
    public var lines: [String]
  }

  /// Writes what is not there yet, settings and versions file both or neither; an existing file is
  /// never touched.
  ///
  /// - Parameters:
  ///   - day: the day that is recorded, and that date tokens show.
  ///   - isDraft: whether nothing is written, and what would be is reported all the same.
  /// - Throws: what stands in the way, before anything is written where that is known.
  public func run(on day: CalendarDay, isDraft: Bool = false) throws -> Report {
    var lines: [String] = []
    let project: Project
    var settings: FileEdit?
    var lack: LoaderLack?
    if let existing = try existingProject() {
      let survey = loader != nil ? try ProjectSurvey(of: folder, on: fileSystem) : nil
      lack = survey?.loaderLack
      (project, lines) = try keeping(existing)
    } else {
      let survey = try ProjectSurvey(of: folder, on: fileSystem)
      if loader != nil { lack = survey.loaderLack }
      let setup = lack?.setup
      (project, settings) = try settingUp(survey.layout)
      lines += settingsLines(of: survey.layout) + survey.lines(writing: setup)
      if let outer = outerProject() { lines.append(outer) }
      if survey.layout.roots.isEmpty, !hasVersions(of: project) {
        if !isDraft { try write(settings) }
        let versions = VisibleText.of(Settings().versions)
        return Report(lines: lines + ["wrote no \(versions): there is no asset to record"])
      }
    }
    let recording = try recording(of: project, with: settings, on: day)
    if !isDraft {
      if let plan = recording.plan {
        try plan.write(to: fileSystem, at: WritePlace(of: project, state: state))
      } else {
        try write(settings)
      }
    }
    lines += recording.lines
    if let loader { lines += try write(lack, by: loader, isDraft: isDraft) }
    return Report(lines: lines)
  }

  /// What is written into a project where tokens stand and nothing is set up yet; nil where that is not so.
  ///
  /// - Parameter day: the day that is recorded.
  public func offer(on day: CalendarDay) -> SetUpOffer? {
    guard let found = try? Project.open(folder, in: fileSystem),
      let (_, words) = found.asInitWould(on: fileSystem),
      let survey = try? ProjectSurvey(of: folder, on: fileSystem)
    else { return nil }
    let settings = newSettings(for: survey.layout)
    guard
      let read = try? SettingsReader.read(settings.after, name: Self.settingsName, table: .whole),
      let recording = try? recording(
        of: Project(folder: folder, settings: read, source: .file(Self.settingsName)),
        with: settings, on: day),
      let plan = recording.plan
    else { return nil }
    return SetUpOffer(
      words: words,
      lines: survey.lines(writing: nil) + recording.lines.filter { $0.hasPrefix(" ") }, plan: plan,
      versions: recording.versions)
  }

  /// The project as a layout has it, with its settings file where one is to be written.
  private func settingUp(_ layout: DetectedLayout) throws -> (Project, FileEdit?) {
    let edit = newSettings(for: layout)
    if isForPyproject {
      let text = Array(SettingsText.pyproject(for: layout).map { $0 + "\n" }.joined().utf8)
      let settings = try SettingsReader.read(text, name: Self.pyproject, table: .toolAssetbump)
      return (Project(folder: folder, settings: settings, source: .file(Self.pyproject)), nil)
    }
    let settings = try SettingsReader.read(edit.after, name: Self.settingsName, table: .whole)
    return (Project(folder: folder, settings: settings, source: .file(Self.settingsName)), edit)
  }

  /// What is said of new settings, before what was found.
  private func settingsLines(of layout: DetectedLayout) -> [String] {
    if isForPyproject {
      return ["add to \(Self.pyproject):"]
        + SettingsText.pyproject(for: layout).map { $0.isEmpty ? "" : "  \($0)" }
        + ["these were found:"]
    }
    let lines = ["wrote \(Self.settingsName)"]
    guard let shared else { return lines }
    guard shared.isUsedByOthers, !layout.roots.isEmpty else {
      return lines + [
        "  \(Self.pyproject) is there: where settings belong into it, delete \(Self.settingsName) and run"
          + " assetbump init --pyproject, which prints them"
      ]
    }
    return lines + [
      "  \(Self.pyproject) holds the settings of other tools: to have these there too, delete"
        + " \(Self.settingsName) and add"
    ] + SettingsText.pyproject(for: layout).map { $0.isEmpty ? "" : "    \($0)" } + [
      "  these were found:"
    ]
  }

  /// The settings that all tools share; nil where there is no such file.
  private var shared: SharedSettings? {
    (try? fileSystem.read(folder.appending(Self.pyproject), limit: 1 << 20))
      .flatMap(SharedSettings.init)
  }

  /// A project that has settings, and what is said of them.
  private func keeping(_ project: Project) throws -> (Project, [String]) {
    let kept = "kept \(project.settingsName)"
    if case .file(Self.settingsName) = project.source, isForPyproject {
      return (
        project,
        [
          "\(kept): settings in both files are an error - delete it to have them printed for"
            + " \(Self.pyproject)"
        ]
      )
    }
    guard case .file(Self.pyproject) = project.source, let shared,
      let addition = shared.lacking(try ProjectSurvey(of: folder, on: fileSystem).layout)
    else { return (project, [kept]) }
    let settings = try SettingsReader.read(
      addition.whole, name: Self.pyproject, table: .toolAssetbump)
    return (
      Project(folder: folder, settings: settings, source: project.source),
      [kept, "add to its table [tool.assetbump]:"]
        + addition.lines.map { $0.isEmpty ? "" : "  \($0)" }
    )
  }

  /// Writes the loader's file, where it is not there, and tells what is to be added to the source.
  private func write(
    _ lack: LoaderLack?, by loader: (String) -> String?, isDraft: Bool
  ) throws -> [String] {
    guard let lack else {
      return [
        "wrote no loader: no application was found that lacks one - see assetbump loader --help"
      ]
    }
    guard let setup = lack.setup, let text = loader(setup.name) else {
      let source = lack.application.evidence.words
      return ["wrote no loader: it is not known where its lines belong beside \(source):"]
        + lack.application.loaderLines().all.map { "  \($0)" }
    }
    let path = folder.appending(setup.file)
    let name = VisibleText.of(setup.file)
    if ((try? fileSystem.kind(of: path)) ?? nil) != nil {
      return ["kept \(name)"] + setup.additions
    }
    if !isDraft {
      try write(FileEdit(path: path, name: setup.file, before: nil, after: Array(text.utf8)))
    }
    return ["wrote \(name)"] + setup.additions
  }

  /// The project as settings that are there already describe it; nil where there are none.
  private func existingProject() throws -> Project? {
    do throws(ProjectError) {
      let found = try Project.open(folder, in: fileSystem)
      if case .file = found.source { return found }
      return nil
    } catch {
      switch error {
      case .notThere, .severalStatics: return nil
      default: throw error
      }
    }
  }

  /// A line on the project that the folder lies in; nil where it lies in none.
  private func outerProject() -> String? {
    let isRepository = ((try? fileSystem.kind(of: folder.appending(".git"))) ?? nil) != nil
    guard !isRepository, folder.folder != folder,
      let outer = try? Project.find(from: folder.folder, in: fileSystem),
      case .file(let name) = outer.source
    else { return nil }
    return
      "  this folder lies in a project with settings, \(VisibleText.of(outer.folder.appending(name))):"
      + " what is run here goes by those written here"
  }

  private func hasVersions(of project: Project) -> Bool {
    ((try? fileSystem.kind(of: project.versionsPath)) ?? nil) != nil
  }

  private func newSettings(for layout: DetectedLayout) -> FileEdit {
    FileEdit(
      path: folder.appending(Self.settingsName), name: BytePath(Self.settingsName), before: nil,
      after: Array(SettingsText.commented(for: layout).utf8))
  }

  /// Writes one new file, where there is one to be written.
  func write(_ file: FileEdit?) throws(WriteError) {
    guard let file else { return }
    do throws(FileError) {
      try fileSystem.replace(file.path, with: file.after, expecting: nil)
    } catch {
      throw WriteError.file(file.name, error.reason)
    }
  }

  private static let settingsName = "assetbump.toml"
  private static let pyproject = SharedSettings.name
}

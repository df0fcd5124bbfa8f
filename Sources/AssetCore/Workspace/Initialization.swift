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

  /// Prepares to set up the project in a folder, absolute.
  ///
  /// - Parameter state: the state folder, without which two files are not written.
  public init(folder: BytePath, fileSystem: any FileSystem, state: BytePath?) {
    self.folder = folder
    self.fileSystem = fileSystem
    self.state = state
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
    if let existing = try existingProject() {
      project = existing
      lines.append("kept \(project.settingsName)")
    } else {
      let survey = try ProjectSurvey(of: folder, on: fileSystem)
      let edit = newSettings(for: survey.layout)
      project = Project(
        folder: folder,
        settings: try SettingsReader.read(edit.after, name: Self.settingsName, table: .whole),
        source: .file(Self.settingsName))
      settings = edit
      lines.append("wrote \(Self.settingsName)")
      lines += survey.lines
      if let outer = outerProject() { lines.append(outer) }
      if survey.layout.roots.isEmpty, !hasVersions(of: project) {
        if !isDraft { try write(edit) }
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
    return Report(lines: lines + recording.lines)
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
      words: words, lines: survey.lines + recording.lines.filter { $0.hasPrefix(" ") }, plan: plan,
      versions: recording.versions)
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

  /// Writes settings alone, where there are some to be written.
  func write(_ settings: FileEdit?) throws(WriteError) {
    guard let settings else { return }
    do throws(FileError) {
      try fileSystem.replace(settings.path, with: settings.after, expecting: nil)
    } catch {
      throw WriteError.file(settings.name, error.reason)
    }
  }

  private static let settingsName = "assetbump.toml"
}

/// The first steps in a project: commented settings, and a versions file with every asset in it.
public struct Initialization {
  let folder: BytePath
  let fileSystem: any FileSystem

  /// Prepares to set up the project in a folder, absolute.
  public init(folder: BytePath, fileSystem: any FileSystem) {
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// What was done, in lines for a person.
  public struct Report: Equatable, Sendable {
    /// A line for each thing done or found.
    public var lines: [String]
  }

  /// Writes what is not there yet; an existing file is never touched.
  ///
  /// - Parameter day: the day that is recorded, and that date tokens show.
  /// - Throws: what stands in the way, before anything is written where that is known.
  public func run(on day: CalendarDay) throws -> Report {
    var lines: [String] = []
    let project: Project
    if let existing = try existingProject() {
      project = existing
      lines.append("kept \(project.settingsName)")
    } else {
      let survey = try ProjectSurvey(of: folder, on: fileSystem)
      project = try writeSettings(for: survey.layout)
      lines.append("wrote \(Self.settingsName)")
      lines += survey.lines
    }
    lines += try recordAssets(of: project, on: day)
    return Report(lines: lines)
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

  private func writeSettings(for layout: DetectedLayout) throws -> Project {
    let text = Array(SettingsText.commented(for: layout).utf8)
    let settings = try SettingsReader.read(text, name: Self.settingsName, table: .whole)
    let project = Project(folder: folder, settings: settings, source: .file(Self.settingsName))
    // Settings whose roots cannot be listed would be no help: that is told before they are written.
    _ = try Scanner(project: project, fileSystem: fileSystem).scan()
    do throws(FileError) {
      try fileSystem.replace(folder.appending(Self.settingsName), with: text, expecting: nil)
    } catch {
      throw WriteError.file(BytePath(Self.settingsName), error.reason)
    }
    return project
  }

  private static let settingsName = "assetbump.toml"
}

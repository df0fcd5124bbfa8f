import Values

/// The web application of a project, as far as it tells what adds tokens to it.
public struct Application: Equatable, Sendable {
  /// The framework.
  public var framework: Framework
  /// The variable that holds it; nil where none does.
  public var variable: String?
  /// The place that makes it.
  public var evidence: LearnedProject.Evidence
  /// Where lines that give it its tokens belong; nil where that is not known.
  public var place: Place?

  /// Makes an application.
  package init(
    framework: Framework, variable: String?, evidence: LearnedProject.Evidence, place: Place? = nil
  ) {
    self.framework = framework
    self.variable = variable
    self.evidence = evidence
    self.place = place
  }

  /// A framework that there is a loader for, or that is told by its source.
  public enum Framework: String, CaseIterable, Sendable {
    case flask, quart, django, starlette, node
  }

  /// Where lines can be added to the file that makes an application.
  public struct Place: Equatable, Sendable {
    /// The line after which an import belongs, from 1.
    public var imports: Int
    /// The line after which a call belongs, from 1.
    public var calls: Int
    /// What stands before a call in its line.
    public var indentation = ""
    /// The variable that holds the templates, where the loader asks for it.
    public var templates: String?
    /// Whether the file says which storages there are, as Django knows them.
    public var hasStorages = false

    /// Makes a place without templates and storages.
    package init(imports: Int, calls: Int, indentation: String = "", hasStorages: Bool = false) {
      self.imports = imports
      self.calls = calls
      self.indentation = indentation
      self.hasStorages = hasStorages
    }
  }

  /// The lines that give an application its tokens.
  public struct Lines: Equatable, Sendable {
    /// Those that stand among the imports.
    public var imports: [String] = []
    /// Those that stand where the application is made.
    public var calls: [String] = []

    /// Makes lines.
    package init(imports: [String] = [], calls: [String]) {
      self.imports = imports
      self.calls = calls
    }

    /// All of them.
    public var all: [String] { imports + calls }
  }

  /// The two lines that give the application its tokens.
  ///
  /// - Parameter module: what the loader is imported from, in place of the package's module.
  public func loaderLines(from module: String? = nil) -> Lines {
    let application = variable ?? "app"
    switch framework {
    case .flask, .quart:
      return Lines(
        imports: ["from \(module ?? "assetbump.\(framework.rawValue)") import init_app"],
        calls: ["init_app(\(application))"])
    case .django:
      let module = module ?? "assetbump.django"
      let own = "\"staticfiles\": {\"BACKEND\": \"\(module).VersionedStaticFilesStorage\"}"
      // Django's usual settings name no storages; a dictionary of one's own must have both.
      let usual = "\"default\": {\"BACKEND\": \"django.core.files.storage.FileSystemStorage\"}"
      let storages = place?.hasStorages ?? false
      return Lines(calls: [
        storages ? "STORAGES = {**STORAGES, \(own)}" : "STORAGES = {\(usual), \(own)}",
        "INSTALLED_APPS = [*INSTALLED_APPS, \"\(module).Assets\"]",
      ])
    case .starlette:
      let templates = place?.templates ?? "templates"
      return Lines(
        imports: ["from \(module ?? "assetbump.starlette") import init_app"],
        calls: ["init_app(\(application), \(templates))"])
    case .node:
      return Lines(calls: [
        "assetbump loader node > asset-versions.js",
        "app.locals.asset = require(\"./asset-versions.js\").load().url",
      ])
    }
  }
}

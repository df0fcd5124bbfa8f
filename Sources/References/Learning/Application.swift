/// The web application of a project, as far as it tells what adds tokens to it.
public struct Application: Equatable, Sendable {
  /// The framework.
  public var framework: Framework
  /// The variable that holds it; nil where none does.
  public var variable: String?
  /// The place that makes it.
  public var evidence: LearnedProject.Evidence

  /// Makes an application.
  package init(framework: Framework, variable: String?, evidence: LearnedProject.Evidence) {
    self.framework = framework
    self.variable = variable
    self.evidence = evidence
  }

  /// A framework that there is a loader for, or that is told by its source.
  public enum Framework: String, CaseIterable, Sendable {
    case flask, quart, django, starlette, node
  }

  /// The two lines that give the application its tokens.
  public var loaderLines: [String] {
    let application = variable ?? "app"
    return switch framework {
    case .flask: ["from assetbump.flask import init_app", "init_app(\(application))"]
    case .quart:
      [
        "@\(application).url_defaults: a function that sets values[\"v\"] to the file's token",
        "assetbump loader flask shows one that reads the versions file",
      ]
    case .django:
      [
        "STORAGES[\"staticfiles\"] ="
          + " {\"BACKEND\": \"assetbump.django.VersionedStaticFilesStorage\"}",
        "INSTALLED_APPS += [\"assetbump.django.Assets\"]",
      ]
    case .starlette:
      ["from assetbump.starlette import init_app", "init_app(\(application), templates)"]
    case .node:
      [
        "assetbump loader node > asset-versions.js",
        "app.locals.asset = require(\"./asset-versions.js\")",
      ]
    }
  }
}

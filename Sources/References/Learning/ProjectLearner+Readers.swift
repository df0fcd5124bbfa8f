import Formats
import Site
import Values

/// What else adds tokens: makers of bundles, and whatever reads the versions file.
extension ProjectLearner {
  /// Environments of webassets and Flask-Assets, which add the digest of each bundle to its URL as long as
  /// `url_expire` is not false (webassets.readthedocs.io, environment).
  mutating func learnBundlers(_ module: PythonModule) {
    guard module.contains("assets") else { return }
    let isSwitchedOff = module.stores.contains { store in
      guard case .attribute(_, "url_expire") = store.target.kind,
        case .constant("False") = store.value.kind
      else { return false }
      return true
    }
    guard !isSwitchedOff else { return }
    for call in module.calls {
      guard let name = reader.importedName(of: call.function, in: module, call.scope),
        name.count > 1, name.last == "Environment",
        ["flask_assets", "webassets"].contains(name[0]),
        !project.loaders.contains(where: \.isOfBundles)
      else { continue }
      project.loaders.append(
        Loader(
          .digest, evidence: evidence(module, call.start, "\(name[0]).Environment()"),
          helper: Loader.bundles))
    }
  }

  /// Flask-Static-Digest, whose `static_url_for()` names files by their digests (its README, "Using the
  /// templates").
  mutating func learnStaticDigest(_ module: PythonModule) {
    guard module.contains("flask_static_digest") else { return }
    let name = "static_url_for"
    for call in module.calls {
      guard
        reader.importedName(of: call.function, in: module, call.scope)
          == ["flask_static_digest", "FlaskStaticDigest"],
        !project.helpers.contains(where: { $0.name == name })
      else { continue }
      let place = evidence(module, call.start, "FlaskStaticDigest()")
      var helper = ReferenceHelper(name: name, syntax: .call, root: nil, pathKeyword: "filename")
      helper.isForTemplates = true
      helper.added = .lasting
      project.helpers.append(helper)
      project.helperPlaces.append(place)
      project.loaders.append(Loader(.digest, evidence: place, helper: name))
    }
  }

  /// Takes for a loader what names the versions file, in whatever language: nobody else has a reason to.
  ///
  /// - Parameter folders: the folders of assets, which are not looked into.
  mutating func learnReaders(outside folders: [BytePath]) {
    guard !project.loaders.contains(where: { $0.kind == .recorded }) else { return }
    let name = Array(versions.name)
    for path in paths where SourceLanguage.isProgram(path) && !Self.accessory.matches(path) {
      guard !folders.contains(where: path.isBelow), !lacksTemplates(path),
        let bytes = read(path),
        let place = ByteSearch.firstIndex(of: name, in: bytes[...]),
        !isLibrary(bytes) || isNamedElsewhere(path)
      else { continue }
      let line = TextPosition(of: place, in: bytes).line
      project.loaders.append(
        Loader(
          .reader,
          evidence: LearnedProject.Evidence(
            file: path, line: line, what: String(decoding: name, as: UTF8.self))))
      return
    }
  }

  /// Whether a loader that is to be given the templates is given none by its calls: it adds no token then.
  private func lacksTemplates(_ file: BytePath) -> Bool {
    guard let module = modules.first(where: { $0.file == file }) else { return false }
    return module.functions.contains { function in
      function.function.name == "init_app"
        && function.function.parameters.dropFirst().first == "templates"
        && !isGivenTemplates(function, module)
    }
  }

  private func isGivenTemplates(
    _ function: PythonModule.Function, _ module: PythonModule
  ) -> Bool {
    var isCalled = false
    for other in modules {
      for call in other.calls where call.function.lastName == function.function.name {
        let isOurs = reader.definitions(of: call.function, in: other, call.scope).contains {
          guard case .function(let index) = $0.definition else { return false }
          return $0.module === module && module.functions[index].scope == function.scope
        }
        guard isOurs else { continue }
        if call.gives("templates", at: 1) { return true }
        isCalled = true
      }
    }
    return !isCalled
  }

  /// Whether source is there for other source to use.
  private func isLibrary(_ bytes: [UInt8]) -> Bool {
    let signs = [
      "def init_app(", "def init_environment(", "def asset_urls(", "FilesStorage):", "exports",
      "export ",
    ]
    return signs.contains { ByteSearch.contains(bytes[...], Array($0.utf8)) }
  }

  /// Whether another source file names a source file, without its ending.
  private func isNamedElsewhere(_ file: BytePath) -> Bool {
    let name = file.name.prefix { $0 != BytePath.dot }
    return paths.contains { path in
      path != file && SourceLanguage.isProgram(path) && !Self.accessory.matches(path)
        && read(path).map { ByteSearch.contains($0[...], Array(name)) } ?? false
    }
  }
}

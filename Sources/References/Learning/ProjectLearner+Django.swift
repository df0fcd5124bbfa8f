import Values

/// Django's settings and the folders of its applications.
extension ProjectLearner {
  /// A settings module with the applications that it installs.
  struct DjangoSettings {
    let module: PythonModule
    /// The folder of its project.
    let home: BytePath
    /// The applications' names, as far as they are known.
    let apps: [String]
    /// Whether there may be others.
    let isOpen: Bool

    /// Whether a file or folder lies in the project.
    func isAround(_ path: BytePath) -> Bool { home == "." || path.isBelow(home) }
  }

  mutating func learnDjango() {
    let all = djangoSettings
    guard let settings = all.first else { return }
    for other in all.dropFirst() {
      let (statics, prefixed) = djangoFolders(other)
      learnScope(other, statics, prefixed.map(\.1), staticURL(other.module))
    }
    let folders = Set(paths.map(\.folder))
    project.installed = settings.apps
    project.installsMore = settings.isOpen
    project.ownApplications = settings.apps.filter { app in
      folders.contains { Self.isApp(app, in: $0) }
    }
    project.application = Application(
      framework: .django, variable: nil,
      evidence: evidence(settings.module, 0, "Django's settings"),
      place: settings.module.placeAtEnd(
        hasStorages: !settings.module.definitions(of: "STORAGES", in: 0).isEmpty))
    let (statics, prefixed) = djangoFolders(settings)
    guard !statics.isEmpty || !prefixed.isEmpty else { return }
    let (url, evidence) = staticURL(settings.module)
    learnScope(settings, statics, prefixed.map(\.1), (url, evidence))
    project.roots.removeAll { root in
      root.name == "static" && root.evidence.file.map(settings.isAround) ?? true
    }
    let prefix = Self.prefix(url)
    if !statics.isEmpty {
      project.roots.insert(
        LearnedProject.Root(
          name: "static", urls: [prefix], folders: statics, scope: nil, evidence: evidence),
        at: 0)
    }
    for (name, folder, evidence) in prefixed {
      add("static.\(name)", "\(prefix)\(name)/", folder, evidence)
    }
  }

  /// Notes a Django project with the folders of its static files.
  private mutating func learnScope(
    _ settings: DjangoSettings, _ statics: [BytePath], _ prefixed: [BytePath],
    _ url: (text: String, evidence: LearnedProject.Evidence)
  ) {
    let served = ApplicationScope.Served(
      name: "static", urls: [Self.prefix(url.text)], folders: Set(statics))
    learnScope(served, [settings.home], prefixed, settings.module, url.evidence)
  }

  /// The settings that install `django.contrib.staticfiles`, the first of each project.
  private var djangoSettings: [DjangoSettings] {
    var all: [DjangoSettings] = []
    for module in modules {
      let scope = module.settingScope("INSTALLED_APPS")
      guard !(module.scopes[scope].definitions["INSTALLED_APPS"] ?? []).isEmpty else { continue }
      let items = reader.items(ofName: "INSTALLED_APPS", in: module, scope)
      let apps = items.items.compactMap {
        reader.value(of: $0.expression, in: $0.module, $0.scope).text
      }
      guard apps.contains(where: { $0.hasPrefix("django.contrib.staticfiles") }) else { continue }
      let home = projectHome(of: module.file)
      guard !all.contains(where: { $0.home == home }) else { continue }
      all.append(
        DjangoSettings(
          module: module, home: home, apps: apps,
          isOpen: items.isOpen || apps.count < items.items.count))
    }
    return all
  }

  /// The folder of the nearest `manage.py` above a path; the project's own where there is none.
  private func projectHome(of path: BytePath) -> BytePath {
    var folder = path.folder
    while folder != ".", !hasFile(folder.appending("manage.py")) { folder = folder.folder }
    return folder
  }

  /// The modules that make up the settings: one that has all names of another comes behind it.
  private func settingsModules(_ first: PythonModule) -> [PythonModule] {
    [first]
      + modules.filter { other in
        other !== first
          && other.wholes.contains { reader.project.resolve($0, from: other)?.module === first }
      }
  }

  /// The URL prefix, where it is said, or else Django's usual one.
  private func staticURL(_ settings: PythonModule) -> (String, LearnedProject.Evidence) {
    var first: (module: PythonModule, start: Int)?
    for module in settingsModules(settings) {
      for found in reader.definitions(
        of: "STATIC_URL", in: module, module.settingScope("STATIC_URL"))
      {
        guard case .value(let expression, let scope) = found.definition else { continue }
        first = first ?? (found.module, expression.range.lowerBound)
        let value = reader.value(of: expression, in: found.module, scope)
        guard let text = value.text ?? value.pathBehindHost, !text.isEmpty else { continue }
        return (text, evidence(found.module, expression.range.lowerBound, "STATIC_URL"))
      }
    }
    if let first {
      return (
        "/static/",
        evidence(
          first.module, first.start, "STATIC_URL, which cannot be read out: /static/ is taken")
      )
    }
    return (
      "/static/", evidence(settings, 0, "settings without STATIC_URL: /static/ is taken")
    )
  }

  /// The folders whose files `{% static %}` finds, and those below a prefix of their own.
  private mutating func djangoFolders(
    _ settings: DjangoSettings
  ) -> ([BytePath], [(String, BytePath, LearnedProject.Evidence)]) {
    var folders: [BytePath] = []
    var prefixed: [(String, BytePath, LearnedProject.Evidence)] = []
    for module in settingsModules(settings.module) {
      let name = "STATICFILES_DIRS"
      let scope = module.settingScope(name)
      let items = reader.items(ofName: name, in: module, scope)
      if items.isOpen, let definition = module.scopes[scope].definitions[name]?.first {
        noteUnknownFolders(definition, name, in: module)
      }
      for item in items.items {
        if case .list(let pair) = item.expression.kind, pair.count == 2 {
          guard let name = reader.value(of: pair[0], in: item.module, item.scope).text,
            let folder = place(pair[1], item.module, item.scope)
          else {
            noteUnknownFolders(item.expression, name, in: item.module)
            continue
          }
          let below = name.split(separator: "/").joined(separator: "/")
          if !prefixed.contains(where: { $0.0 == below && $0.1 == folder }) {
            prefixed.append(
              (below, folder, evidence(item.module, pair[0].range.lowerBound, "STATICFILES_DIRS")))
          }
        } else if let folder = place(item.expression, item.module, item.scope) {
          if !folders.contains(folder) { folders.append(folder) }
        } else {
          noteUnknownFolders(item.expression, name, in: item.module)
        }
      }
    }
    let collected = settingsModules(settings.module).compactMap { collectedFolder($0) }.first
    folders += appFolders(settings, named: "static").filter { !folders.contains($0) }
    folders.removeAll { $0 == collected }
    prefixed.removeAll { folders.contains($0.1) }
    // What is collected is served where nothing else is.
    if folders.isEmpty, prefixed.isEmpty, let collected { folders = [collected] }
    return (folders, prefixed)
  }

  /// Notes that there is a folder of static files that is not known, or not there.
  private mutating func noteUnknownFolders(
    _ expression: PythonExpression, _ name: String, in module: PythonModule
  ) {
    guard project.unknownFolders == nil else { return }
    project.unknownFolders = evidence(
      module, expression.range.lowerBound, "\(name) with \(module.text(expression.range))")
  }

  private mutating func noteUnknownFolders(
    _ definition: PythonModule.Definition, _ name: String, in module: PythonModule
  ) {
    if case .value(let value, _) = definition { noteUnknownFolders(value, name, in: module) }
  }

  private func place(_ expression: PythonExpression, _ module: PythonModule, _ scope: Int)
    -> BytePath?
  {
    place(reader.value(of: expression, in: module, scope).path, of: module)
  }

  /// The folder that `collectstatic` writes.
  private func collectedFolder(_ module: PythonModule) -> BytePath? {
    for found in reader.definitions(of: "STATIC_ROOT", in: module, 0) {
      guard case .value(let expression, let scope) = found.definition else { continue }
      return place(expression, found.module, scope)
    }
    return nil
  }

  /// The folders of a name in the installed applications of this project.
  private func appFolders(_ settings: DjangoSettings, named name: String) -> [BytePath] {
    statics.filter { folder in
      let app = folder.folder
      guard app != ".", settings.isAround(folder), projectHome(of: folder) == settings.home else {
        return false
      }
      if settings.apps.contains(where: { Self.isApp($0, in: app) }) { return true }
      // Where the list is not known to its end, what looks like an application counts.
      return settings.isOpen
        && ["apps.py", "models.py", "__init__.py"].contains { hasFile(app.appending($0)) }
    }
  }

  private func hasFile(_ path: BytePath) -> Bool {
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle].bytes.lexicographicallyPrecedes(path.bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < paths.count && paths[low] == path
  }

  /// Whether an installed application's name, or that of its configuration, is that of a folder.
  ///
  /// A configuration is a class in a module of the application, `shop.apps.ShopConfig`; Django's
  /// `AppConfig.create` tells the two apart by importing. A package may be named `apps`, too.
  static func isApp(_ name: String, in folder: BytePath) -> Bool {
    var names = name.split(separator: ".").map(String.init)
    if names.last?.first?.isUppercase ?? false { names.removeLast(names.count > 2 ? 2 : 1) }
    let folders = folder.bytes.split(separator: BytePath.slash)
    guard folders.count >= names.count, !names.isEmpty else { return false }
    return zip(folders.suffix(names.count), names).allSatisfy { $0.elementsEqual($1.utf8) }
  }
}

extension PythonModule {
  /// The scope that has a setting: the file's, or that of a class of settings.
  fileprivate func settingScope(_ name: String) -> Int {
    if scopes[0].definitions[name] != nil { return 0 }
    return scopes.indices.first { scopes[$0].isType && scopes[$0].definitions[name] != nil } ?? 0
  }
}

extension PythonValue {
  /// The path of a URL whose host alone is not known.
  fileprivate var pathBehindHost: String? {
    guard parts.count == 2, parts[0] == .hole, let path = lastText, path.hasPrefix("/"),
      path.utf8.count > 1
    else { return nil }
    return path
  }
}

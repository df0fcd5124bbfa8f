import Values

/// Flask's applications, blueprints and routes.
extension ProjectLearner {
  mutating func learnFlask(_ source: PythonSource) {
    for call in source.calls {
      let name = String(decoding: call.name, as: UTF8.self)
      if name.hasSuffix("Flask") || name.hasSuffix("Blueprint") { learnTemplates(of: call, source) }
      if name == "Flask" || name.hasSuffix(".Flask") {
        let named = folder(call.range("static_folder"), in: source)
        let folder = named ?? "static"
        guard let path = place(folder, of: source, mayClimb: named != nil) else { continue }
        let url = call.value("static_url_path")?.plainText ?? "/\(Self.baseName(folder))"
        add("static", url, path, evidence(source, call, call.text(in: source.bytes, named: false)))
      } else if name.hasSuffix("Blueprint"), let blueprint = call.positional(0)?.plainText,
        let folder = folder(call.range("static_folder"), in: source),
        let path = place(folder, of: source)
      {
        let registered = registrations(of: call, in: source)
        let prefix =
          Self.only(registered.compactMap(\.prefix)) ?? call.value("url_prefix")?.plainText ?? ""
        let name = Self.only(registered.map { $0.name ?? blueprint }) ?? blueprint
        let url = call.value("static_url_path")?.plainText ?? "/\(Self.baseName(folder))"
        add(
          "\(name).static", "\(prefix)/\(url)", path,
          evidence(source, call, call.text(in: source.bytes, named: true)))
      }
    }
  }

  /// The folder of templates that an application or blueprint names.
  private mutating func learnTemplates(of call: SourceCall, _ source: PythonSource) {
    guard let named = folder(call.range("template_folder"), in: source),
      let path = place(named, of: source), path != ".", !path.name.elementsEqual("templates".utf8),
      !project.templates.contains(path)
    else { return }
    project.templates.append(path)
  }

  /// The registrations of a blueprint that a call makes.
  private func registrations(
    of call: SourceCall, in source: PythonSource
  ) -> [BlueprintRegistration] {
    guard let variable = source.variable(of: call) else { return [] }
    let isOnlyOne = (blueprints[variable] ?? []).count == 1
    return registrations.filter {
      $0.names(variable, of: source.file, isOnlyOne: isOnlyOne)
    }
  }

  /// What registrations say; nil where none says anything, or where they differ.
  private static func only(_ values: [String]) -> String? {
    Set(values).count == 1 ? values.first : nil
  }

  /// Notes which files hold blueprints, in which variables, and where they are registered.
  mutating func learnRegistrations(_ sources: [PythonSource]) {
    for source in sources {
      for call in source.calls {
        if let registration = BlueprintRegistration(call, in: source) {
          registrations.append(registration)
        } else if call.name.hasSuffix("Blueprint"), let variable = source.variable(of: call) {
          blueprints[variable, default: []].insert(source.file)
        }
      }
    }
  }

  private static func baseName(_ folder: String) -> String {
    folder.split(separator: "/").last.map(String.init) ?? folder
  }

  /// The folder that an argument names: text, the last string of a call, or a name set in the file.
  private func folder(_ range: Range<Int>?, in source: PythonSource) -> String? {
    guard let range else { return nil }
    if let string = source.lastString(in: range) { return string }
    let name = String(decoding: source.bytes[range], as: UTF8.self)
    guard let place = source.setting(name)?.place else { return nil }
    let line = source.bytes[place...].firstIndex(of: 0x0A) ?? source.bytes.count
    return source.lastString(in: place..<line)
  }

  /// Where a folder lies that source names: beside the source, as Flask has it, or above.
  func place(
    _ folder: String, of source: PythonSource, mayClimb: Bool = true
  ) -> BytePath? {
    var base = source.file.folder
    for _ in 0..<6 {
      let path = (base == "." ? BytePath(folder) : base.appending(BytePath(folder))).normalized
      if paths.contains(where: { $0.relative(to: path) != nil }) { return path }
      if base == "." || !mayClimb { return nil }
      base = base.folder
    }
    return nil
  }

  mutating func add(
    _ name: String, _ url: String, _ folder: BytePath, _ evidence: LearnedProject.Evidence
  ) {
    let url = (url.hasPrefix("/") ? url : "/" + url) + (url.hasSuffix("/") ? "" : "/")
    guard !project.roots.contains(where: { $0.name == name && $0.folders == [folder] }) else {
      return
    }
    project.roots.append(
      LearnedProject.Root(
        name: name, urls: [url.replacingDoubleSlashes], folders: [folder], addsToken: false,
        scope: nil,
        evidence: evidence))
  }

  private func evidence(
    _ source: PythonSource, _ call: SourceCall, _ what: String
  ) -> LearnedProject.Evidence {
    LearnedProject.Evidence(
      file: source.file, line: TextPosition(of: call.start, in: source.bytes).line, what: what)
  }

  /// Routes of the application's own that hand out files of a static root.
  mutating func learnEndpoints(_ source: PythonSource) {
    let routes = source.calls.filter { $0.name.hasSuffix(".route") }
    for (index, route) in routes.enumerated() {
      guard let rule = route.positional(0)?.plainText, let open = rule.firstIndex(of: "<") else {
        continue
      }
      let end = index + 1 < routes.count ? routes[index + 1].start : source.bytes.count
      guard end > route.end, let function = source.function(behind: route.end, before: end) else {
        continue
      }
      let served = source.calls.first { call in
        route.end < call.start && call.start < end && call.name.hasSuffix("send_from_directory")
          && (call.positional(0)?.startsWithStatic ?? false)
      }
      guard let served, let place = rootFolder(of: source) else { continue }
      let names = rule[open...].split(separator: "/").compactMap(\.variableName)
      guard names.count == rule[open...].split(separator: "/").count else { continue }
      let below = served.positional(0)?.literalBehindStatic ?? ""
      project.endpoints.append(
        OwnEndpoint(
          name: function, root: project.roots[place].name, prefix: below, arguments: names))
      let url = String(rule[..<open])
      if below.isEmpty, !project.roots[place].urls.contains(url) {
        project.roots[place].urls.append(url)
      }
    }
  }

  /// The root whose folder lies beside a source file.
  private func rootFolder(of source: PythonSource) -> Int? {
    project.roots.firstIndex { root in
      root.folders.contains { $0 == place("static", of: source) }
    }
  }
}

extension String {
  fileprivate var replacingDoubleSlashes: String {
    var bytes: [UInt8] = []
    for byte in utf8 where byte != BytePath.slash || bytes.last != byte { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring {
  /// The name of a variable of a route, `<path:name>`.
  fileprivate var variableName: String? {
    guard first == "<", last == ">" else { return nil }
    let inner = dropFirst().dropLast()
    return String(inner.split(separator: ":").last ?? inner)
  }
}

extension [TargetPart] {
  fileprivate var startsWithStatic: Bool {
    guard case .literal(let text)? = first else { return false }
    return text.elementsEqual("static".utf8) || text.starts(with: "static/".utf8)
  }

  /// `flags/` of `static/flags/…`.
  fileprivate var literalBehindStatic: String {
    guard case .literal(let text)? = first, text.starts(with: "static/".utf8) else { return "" }
    return String(decoding: text.dropFirst(7), as: UTF8.self)
  }
}

import Values

/// Django's settings.
extension ProjectLearner {
  mutating func learnDjango(_ source: PythonSource) {
    guard let (url, place) = source.setting("STATIC_URL"),
      source.contains("django.contrib.staticfiles"), let last = url.lastText
    else { return }
    var folders: [BytePath] = []
    if let start = source.setting("STATICFILES_DIRS")?.place,
      let close = source.bytes[start...].firstIndex(where: { $0 == 0x5D || $0 == 0x29 })
    {
      for name in source.strings(in: start..<close) {
        if let folder = self.place(name, of: source) { folders.append(folder) }
      }
    }
    folders += statics.filter { !folders.contains($0) }
    guard !folders.isEmpty else { return }
    var prefix = last
    if !prefix.hasPrefix("/") { prefix = "/" + prefix }
    let line = TextPosition(of: place, in: source.bytes).line
    project.roots.removeAll { $0.name == "static" }
    project.roots.insert(
      LearnedProject.Root(
        name: "static", urls: [prefix.hasSuffix("/") ? prefix : prefix + "/"], folders: folders,
        addsToken: false, scope: nil,
        evidence: LearnedProject.Evidence(file: source.file, line: line, what: "STATIC_URL")),
      at: 0)
  }
}

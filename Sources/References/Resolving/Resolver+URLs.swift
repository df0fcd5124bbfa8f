import Site
import Values

/// URLs that are written out.
extension Resolver {
  /// The URL path under which a file of the project is served, where it is: by the root whose folder
  /// lies nearest above it.
  func url(of file: BytePath) -> [UInt8]? {
    var best: (length: Int, url: [UInt8])?
    for root in layout.roots {
      for folder in root.folders where folder.bytes.count > best?.length ?? -1 {
        guard let below = folder == "." ? file : file.relative(to: folder) else { continue }
        best = (folder.bytes.count, Array((root.urls.first ?? "/").utf8) + below.bytes)
      }
    }
    return best?.url ?? (layout.servesPages ? [BytePath.slash] + file.bytes : nil)
  }

  /// The part of a URL path up to its last slash.
  static func folder(of url: [UInt8]) -> [UInt8] {
    Array(url[...(url.lastIndex(of: BytePath.slash) ?? 0)])
  }

  func resolveURL(_ reference: Reference) -> Resolution? {
    var parts = reference.parts
    var hasBase = false
    if case .hole? = parts.first {
      parts.removeFirst()
      hasBase = true
    }
    guard case .literal(var head)? = parts.first else { return nil }
    if !hasBase, let rest = Placeholder.rest(of: head[...]) {
      head = Array(rest)
      parts[0] = .literal(head)
      let found = resolve(parts, head, hasBase: true, reference)
      return found?.status == .ok ? found : nil
    }
    return resolve(parts, head, hasBase: hasBase, reference)
  }

  private func resolve(
    _ parts: [TargetPart], _ head: [UInt8], hasBase: Bool, _ reference: Reference
  ) -> Resolution? {
    if parts.count > 1 { return resolveDynamic(reference, parts, head, hasBase: hasBase) }
    let path = PercentEncoding.decoded(head[...])
    if !hasBase, Self.isAlias(path) { return Resolution(status: .package) }
    if path.first == BytePath.slash {
      let found = atURL(Self.normalized(path), reference)
      return found?.status == .ok ? found : servedAtTop(path, reference) ?? found
    }
    if hasBase { return behindBase(path, reference) }
    return relative(path, reference)
  }

  /// `{{ base }}css/x.css`: an asset where just one ends like that.
  private func behindBase(_ path: [UInt8], _ reference: Reference) -> Resolution? {
    let path = BytePath(bytes: path)
    let found = lookUp(path, in: allRoots(for: reference.file))
    if found.status == .ok { return found }
    let top = onServer([BytePath.slash] + path.bytes, reference.file)
    return top?.status == .ok ? top : nil
  }

  /// Whether a bundler reads a path as an alias or a package: `~pkg/x.css`, `@/x.js`, `@scope/pkg/x.css`.
  private static func isAlias(_ path: [UInt8]) -> Bool {
    path.first == UInt8(ascii: "~")
      || path.first == UInt8(ascii: "@") && path.contains(BytePath.slash)
  }

  /// What a page of a root names that is served at the top and not below the root's prefix, as
  /// `public/index.html` is: a path there, or one that begins with the root's own folder.
  private func servedAtTop(_ path: [UInt8], _ reference: Reference) -> Resolution? {
    guard reference.form == .attribute, ReferenceLanguage(reference.file) == .template else {
      return nil
    }
    let url = Self.normalized([BytePath.slash] + path.drop { $0 == BytePath.slash })
    if layout.servesPages, FileExtensions.isProgram(reference.file.bytes[...]) {
      // A part of a page may be that of one at the top.
      let found = onServer(url, reference.file)
      if found?.status == .ok { return found }
    }
    guard
      let root = layout.roots.indices.first(where: { number in
        layout.roots[number].folders.contains {
          $0 == "." || reference.file.relative(to: $0) != nil
        }
      })
    else { return nil }
    if let found = onServer(url, reference.file), found.status == .ok { return found }
    let own = lookUp(BytePath(bytes: Array(url.dropFirst())), in: [root])
    return own.status == .ok ? own : nil
  }

  private func relative(_ path: [UInt8], _ reference: Reference) -> Resolution? {
    var bases: [[UInt8]] = []
    if reference.countsFromFile, let own = url(of: reference.file) {
      // A worker may be served at the top as well.
      for base in [Self.folder(of: own), [BytePath.slash]] {
        let found = onServer(Self.normalized(base + path), reference.file)
        if found?.status == .ok { return found }
      }
    }
    switch reference.form {
    case .cssURL, .cssImport, .scriptImport, .json:
      if let own = url(of: reference.file) { bases.append(Self.folder(of: own)) }
    case .attribute, .scriptString, .scriptHTML:
      if let base = layout.pageBase { bases.append(Array(base.utf8)) }
      if bases.isEmpty, reference.form == .attribute, let own = url(of: reference.file) {
        bases.append(Self.folder(of: own))
      }
      if bases.isEmpty, layout.servesPages { bases.append([BytePath.slash]) }
    default: break
    }
    if bases.isEmpty, let base = layout.pageBase { bases.append(Array(base.utf8)) }
    if reference.form == .scriptImport, !FileExtensions.ends(path[...]) {
      return bases.isEmpty ? nil : module(Self.normalized(bases[0] + path), reference)
    }
    for base in bases {
      let found = atURL(Self.normalized(base + path), reference)
      if found?.status == .ok { return found }
      if let found = servedAtTop(path, reference) { return found }
      // In source a name need be no URL: a template's, one of a file that is opened.
      if reference.form == .sourceString { break }
      if reference.form == .cssImport, isPackage(path, base) {
        return Resolution(status: .package)
      }
      if reference.customProperty == nil { return found }
    }
    if reference.customProperty != nil {
      for base in sheetFolders {
        let found = onServer(Self.normalized(base + path), reference.file)
        if found?.status == .ok { return found }
      }
      if let base = bases.first { return atURL(Self.normalized(base + path), reference) }
    }
    return withoutBase(path, reference)
  }

  /// Whether what a stylesheet imports is a package to a build: a name without an ending, or one whose first
  /// part is no folder beside the stylesheet.
  private func isPackage(_ path: [UInt8], _ base: [UInt8]) -> Bool {
    guard path.first != BytePath.dot else { return false }
    guard FileExtensions.ends(path[...]) else { return true }
    guard let slash = path.firstIndex(of: BytePath.slash) else { return false }
    let folder = Self.normalized(base + path[..<slash])
    for (prefix, root) in prefixes where folder.starts(with: prefix) {
      return !layout.roots[root].assets.hasFolder(
        BytePath(bytes: Array(folder.dropFirst(prefix.count))))
    }
    return true
  }

  /// A module that is imported without its extension, as bundlers have it: what is not found so, they
  /// find elsewhere.
  private func module(_ url: [UInt8], _ reference: Reference) -> Resolution {
    for ending in ["", ".js", ".mjs", ".ts", ".jsx", ".tsx", ".vue", "/index.js", "/index.ts"] {
      if let found = onServer(url + Array(ending.utf8), reference.file), found.status == .ok {
        return found
      }
    }
    return Resolution(status: .package)
  }

  /// A relative URL in a page whose own URL is not known.
  private func withoutBase(_ path: [UInt8], _ reference: Reference) -> Resolution? {
    if reference.form == .scriptImport { return nil }
    if reference.form == .scriptString {
      let url = Self.normalized([BytePath.slash] + path)
      if !isAtTop(url), let found = onServer(url, reference.file), found.status == .ok {
        return found
      }
    }
    guard reference.isCertain || reference.token.kind == .literal || reference.token.kind == .bare
    else { return nil }
    let top = Self.normalized([BytePath.slash] + path)
    if let found = onServer(top, reference.file), found.status == .ok { return found }
    let found = lookUp(
      BytePath(bytes: Array(top.dropFirst())), in: allRoots(for: reference.file))
    if found.status == .ok { return found }
    // A script or stylesheet under no root is a build's source: what it names, the build knows.
    let isSource = url(of: reference.file) == nil && ReferenceLanguage(reference.file) != .template
    return reference.isCertain && !isSource && FileExtensions.ends(path[...])
      ? Resolution(status: .outside) : nil
  }

  /// What lies at an absolute URL path, as the reference means it.
  private func atURL(_ url: [UInt8], _ reference: Reference) -> Resolution? {
    guard let found = onServer(url, reference.file) else {
      let isFile = reference.isCertain && FileExtensions.ends(url[...])
      return isFile ? Resolution(status: .outside) : nil
    }
    switch found.status {
    case .ok, .wrongCase: return found
    case .folder: return nil
    default: break
    }
    let isFile = FileExtensions.ends(url[...])
    let isRelative = reference.target.first != BytePath.slash
    if isAtTop(url), !isRelative, !layout.servesPages {
      // Below `/` an application has routes of its own.
      return reference.isCertain && isFile ? Resolution(status: .outside) : nil
    }
    if reference.isCertain { return isFile || !isAtTop(url) ? found : nil }
    let isName = reference.form == .scriptString && isRelative
    return isAtTop(url) || !isFile || isName ? nil : found
  }

  /// Whether a URL belongs to no prefix but `/`.
  private func isAtTop(_ url: [UInt8]) -> Bool {
    !prefixes.contains { $0.url.count > 1 && url.starts(with: $0.url) }
  }

  /// What lies at an absolute URL path; nil under no prefix.
  private func onServer(_ url: [UInt8], _ file: BytePath) -> Resolution? {
    var answer: Resolution?
    let word = layout.scopes.word(onURL: url, for: file)
    for (prefix, root) in prefixes
    where url.starts(with: prefix) && serves(root, under: prefix, file, word) {
      let found = lookUp(BytePath(bytes: Array(url.dropFirst(prefix.count))), in: [root])
      if word != nil, let asset = found.file, layout.scopes.isForeign(asset, to: file) { continue }
      if found.status == .ok { return found }
      if answer == nil || answer?.status == .missing && found.status != .missing { answer = found }
    }
    return answer
  }

  /// Whether a root's files are those that a file's application has behind a prefix.
  ///
  /// - Parameter word: what the application says of the URL.
  private func serves(
    _ root: Int, under prefix: [UInt8], _ file: BytePath, _ word: ApplicationScopes.Word?
  ) -> Bool {
    guard layout.roots[root].serves(file) else { return false }
    guard let word, prefix.count <= word.length else { return true }
    return word.roots.contains(root)
  }

  private func resolveDynamic(
    _ reference: Reference, _ parts: [TargetPart], _ head: [UInt8], hasBase: Bool
  ) -> Resolution? {
    var parts = parts
    var head = head
    var base: [UInt8] = []
    if head.first != BytePath.slash {
      if !hasBase, let own = url(of: reference.file), reference.form == .cssURL {
        base = Self.folder(of: own)
      } else {
        base = Array((layout.pageBase ?? "/").utf8)
      }
    }
    head = Self.normalized(base + head)
    let word = layout.scopes.word(onURL: head, for: reference.file)
    for (prefix, root) in prefixes
    where head.starts(with: prefix) && serves(root, under: prefix, reference.file, word) {
      parts[0] = .literal(Array(head.dropFirst(prefix.count)))
      let count = layout.roots[root].assets.count(matching: parts)
      let isKnown = prefix.count > 1 && reference.target.first == BytePath.slash
      if count > 0 && (reference.isCertain || isKnown || base.isEmpty) || isKnown {
        return Resolution(status: .dynamic, matches: count)
      }
    }
    return nil
  }

  /// A URL path without `.` and `..`; a slash at the end stays.
  static func normalized(_ url: [UInt8]) -> [UInt8] {
    guard url.first == BytePath.slash else { return url }
    let path = BytePath(bytes: url).normalized.bytes
    return url.last == BytePath.slash && path.last != BytePath.slash
      ? path + [BytePath.slash] : path
  }
}

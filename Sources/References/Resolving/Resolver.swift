import Formats
import Site
import Values

/// Finds the asset that a reference names.
public struct Resolver: Sendable {
  let layout: ReferenceLayout
  /// The prefixes with their roots, longest first.
  let prefixes: [(url: [UInt8], root: Int)]
  /// The application's own endpoints by their names.
  private let endpoints: [[UInt8]: OwnEndpoint]
  /// The helpers by their names, tags apart.
  private let helpers: (tags: [String: ReferenceHelper], others: [String: ReferenceHelper])
  /// The roots by their names.
  private let named: [String: [Int]]
  /// The URL paths of the folders that hold stylesheets.
  private(set) var sheetFolders: [[UInt8]] = []

  /// Makes a resolver for a project.
  ///
  /// - Parameter sheets: the project's stylesheets: relative URLs in custom properties count from the
  ///   one that uses the property, and any may.
  public init(_ layout: ReferenceLayout, sheets: [BytePath] = []) {
    self.layout = layout
    prefixes = layout.roots.enumerated().flatMap { number, root in
      root.urls.map { (url: Array($0.utf8), root: number) }
    }.sorted { $0.url.count > $1.url.count }
    endpoints = layout.rules.ownEndpoints
    func byName(_ helpers: some Sequence<ReferenceHelper>) -> [String: ReferenceHelper] {
      Dictionary(helpers.map { ($0.name, $0) }) { first, _ in first }
    }
    helpers = (
      byName(layout.rules.helpers.lazy.filter { $0.syntax == .tag }),
      byName(layout.rules.helpers.lazy.filter { $0.syntax != .tag })
    )
    named = Dictionary(grouping: layout.roots.indices) { layout.roots[$0].name }
    var folders: Set<[UInt8]> = []
    for sheet in sheets {
      if let url = url(of: sheet) { folders.insert(Self.folder(of: url)) }
    }
    sheetFolders = folders.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What a reference names; nil where it is none after all: a string that names no file, a link to a
  /// page, the argument of another endpoint.
  public func resolve(_ reference: Reference) -> Resolution? {
    if let built = layout.built { return resolve(reference, in: built) }
    var resolution = reference.call == nil ? resolveURL(reference) : resolveCall(reference)
    guard resolution != nil else { return nil }
    if resolution?.status == .missing, !reference.isCertain, reference.form.isOfCode,
      reference.token.range == nil
    {
      return nil
    }
    if resolution?.status == .missing, isOfOtherApplication(reference.file) {
      return Resolution(status: .outside, tokenKind: reference.token.kind)
    }
    if resolution?.tokenKind != .automatic || reference.token.kind != .none {
      resolution?.tokenKind = reference.token.kind
    }
    return resolution
  }

  /// Whether a file belongs to an application whose static files are none of the roots'.
  private func isOfOtherApplication(_ file: BytePath) -> Bool {
    layout.otherApplications.contains { $0 != "." && file.relative(to: $0) != nil }
  }

  private func resolveCall(_ reference: Reference) -> Resolution? {
    guard let call = reference.call else { return nil }
    let (roots, own) = roots(of: call, reference.form, in: reference.file)
    if roots.isEmpty, own == nil, let endpoint = call.endpoint {
      let name = String(decoding: endpoint, as: UTF8.self)
      if layout.scopes.word(onName: name, for: reference.file) != nil {
        return Resolution(status: .outside)
      }
      // Served by a package, or by the application that this package is for.
      let isStatic = endpoint.hasSuffix(".static") || endpoint.elementsEqual("static".utf8)
      return isStatic && reference.parts.plainText != nil ? Resolution(status: .package) : nil
    }
    let parts = own.map { self.parts(of: $0, call) } ?? reference.parts
    let found = resolve(parts, in: nearest(roots, to: reference.file), form: reference.form)
    guard var resolution = found else { return nil }
    if isServedElsewhere(parts, own, roots, resolution) {
      resolution = Resolution(status: .upload)
    }
    if addsToken(roots) { resolution.tokenKind = .automatic }
    if let file = resolution.file, layout.scopes.isForeign(file, to: reference.file) {
      return Resolution(status: .outside)
    }
    return resolution
  }

  /// The roots that a call can lead to, and the endpoint of the application's own that it names.
  func roots(
    of call: HelperCall, _ form: ReferenceForm, in file: BytePath
  ) -> (numbers: [Int], own: OwnEndpoint?) {
    let helper = form == .tag ? helpers.tags[call.helper] : helpers.others[call.helper]
    if let name = helper?.root {
      let named = rootNumbers(named: name, for: file)
      let isDecided = layout.scopes.word(onName: name, for: file) != nil
      return (named.isEmpty && !isDecided ? allRoots(for: file) : named, nil)
    }
    guard let endpoint = call.endpoint else { return (allRoots(for: file), nil) }
    if let own = endpoints[endpoint] {
      return (rootNumbers(named: own.root, for: file), own)
    }
    let name = String(decoding: endpoint, as: UTF8.self)
    return (name == ".static" ? blueprintRoots(of: file) : rootNumbers(named: name, for: file), nil)
  }

  /// Whether an application adds the tokens of the files of one of some roots.
  func addsToken(_ roots: [Int]) -> Bool {
    roots.contains { layout.roots[$0].addsToken }
  }

  /// Whether a path lies in a folder that no root has, so that the application must take the file from
  /// elsewhere: a computed one, or any of an own endpoint.
  private func isServedElsewhere(
    _ parts: [TargetPart], _ own: OwnEndpoint?, _ roots: [Int], _ resolution: Resolution
  ) -> Bool {
    let mayBe =
      resolution.status == .dynamic
      || own.map { $0.arguments.count > 1 } ?? false
        && resolution.status == .missing
    guard mayBe, resolution.matches == 0, case .literal(let head)? = parts.first,
      let slash = head.lastIndex(of: BytePath.slash)
    else { return false }
    let folder = BytePath(bytes: Self.withoutLeadingSlash(Array(head[..<slash])))
    return !roots.contains { layout.roots[$0].assets.hasFolder(folder) }
  }

  private func parts(of own: OwnEndpoint, _ call: HelperCall) -> [TargetPart] {
    var parts: [TargetPart] = own.prefix.isEmpty ? [] : [.literal(Array(own.prefix.utf8))]
    for (number, name) in own.arguments.enumerated() {
      if number > 0 { parts.append(.literal([BytePath.slash])) }
      let argument = call.arguments.first { $0.name.elementsEqual(name.utf8) }
      parts += argument?.parts ?? [.hole(0..<0)]
    }
    return parts.joined
  }

  func allRoots(for file: BytePath) -> [Int] {
    layout.roots.indices.filter { isOpen($0, to: file) }
  }

  /// Whether references of a file can lead to a root.
  private func isOpen(_ root: Int, to file: BytePath) -> Bool {
    layout.roots[root].serves(file) && !layout.scopes.isForeign(root, to: file)
  }

  private func rootNumbers(named name: String, for file: BytePath) -> [Int] {
    if let word = layout.scopes.word(onName: name, for: file) { return word.roots }
    return (named[name] ?? []).filter { isOpen($0, to: file) }
  }

  /// The roots of the blueprint that a template or source file belongs to.
  private func blueprintRoots(of file: BytePath) -> [Int] {
    let all = allRoots(for: file).filter { layout.roots[$0].name.hasSuffix(".static") }
    let own = all.filter { number in
      layout.roots[number].folders.contains { file.relative(to: $0.folder) != nil }
    }
    return own.isEmpty ? all : own
  }

  /// Roots in the order of how near they lie to a file.
  func nearest(_ roots: [Int], to file: BytePath) -> [Int] {
    guard roots.count > 1 else { return roots }
    let distances = roots.map { number -> (Int, Int) in
      let shared = layout.roots[number].folders.map { folder in
        zip(folder.bytes, file.bytes).prefix { $0 == $1 }.count
      }
      return (number, -(shared.max() ?? 0))
    }
    return distances.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// Looks a path up in roots: the first that has it, else what can be said of it.
  func resolve(_ parts: [TargetPart], in roots: [Int], form: ReferenceForm) -> Resolution? {
    guard parts.count == 1, case .literal(let bytes) = parts[0] else {
      if parts.isEmpty { return nil }
      return Resolution(
        status: .dynamic,
        matches: roots.reduce(0) { $0 + layout.roots[$1].assets.count(matching: parts) })
    }
    return lookUp(BytePath(bytes: Self.withoutLeadingSlash(bytes)), in: roots)
  }

  func lookUp(_ path: BytePath, in roots: [Int]) -> Resolution {
    for number in roots {
      if let found = asset(path, in: number, .ok) { return found }
    }
    for number in roots where layout.roots[number].assets.hasFolder(path) {
      return Resolution(status: .folder, file: Self.file(path, layout.roots[number].folders[0]))
    }
    for number in roots {
      if let other = layout.roots[number].assets.otherCase(of: path) {
        return asset(other, in: number, .wrongCase) ?? Resolution(status: .missing)
      }
    }
    if layout.generated.matches(path) { return Resolution(status: .generated) }
    if layout.packaged.matches(path) { return Resolution(status: .package) }
    return Resolution(
      status: .missing, file: roots.first.map { Self.file(path, layout.roots[$0].folders[0]) })
  }

  func asset(_ path: BytePath, in number: Int, _ status: ReferenceStatus) -> Resolution? {
    let root = layout.roots[number]
    guard let folder = root.assets.folder(of: path) else { return nil }
    return Resolution(
      status: status, asset: AssetID(root: root.name, path: path),
      file: Self.file(path, root.folders[folder]))
  }

  static func file(_ path: BytePath, _ folder: BytePath) -> BytePath {
    folder == "." ? path : folder.appending(path)
  }

  static func withoutLeadingSlash(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes.drop { $0 == BytePath.slash })
  }
}

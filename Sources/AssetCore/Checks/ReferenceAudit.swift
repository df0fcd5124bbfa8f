/// A project's references, put in the order in which findings are made of them.
struct ReferenceAudit {
  let map: ReferenceMap
  let integrities: WrongIntegrities
  let keeping: CacheHeaders.Keeping?
  let inventory: Inventory
  let project: Project
  /// The references that findings are made of: those in the project's own files, outside comments.
  let counted: [Int]
  /// The live ones among them by asset.
  private(set) var places: [AssetID: [Int]] = [:]
  /// How tokens come to each root's URLs.
  private(set) var roots: [String: RootFacts] = [:]
  /// By file and weight, how many places with and without a token stand there.
  private(set) var neighbours: [Neighbourhood: (with: Int, without: Int)] = [:]
  private let unrecorded: Set<Int>
  /// The first live place of each asset that gives its URL a token that lasts, as far as there is one.
  private(set) var withToken: [AssetID: Int] = [:]

  /// What the references of a root have in common.
  struct RootFacts {
    /// Whether tokens stand in the files.
    var isLiteral: Bool
    /// Whether the application is known to add tokens.
    var addsToken: Bool
    /// The name of the parameter.
    var parameter: String
    /// The number of places in templates that use a helper.
    var helpers = 0
    /// Whether one of them is a template tag, `{% static … %}`.
    var hasTag = false
  }

  /// The places of one file that name assets of one weight.
  struct Neighbourhood: Hashable {
    var file: BytePath
    var isScript: Bool
    var isStylesheet: Bool
  }

  init(
    _ map: ReferenceMap, of inventory: Inventory, project: Project, caching: CacheHeaders,
    integrities: WrongIntegrities
  ) {
    self.map = map
    self.integrities = integrities
    keeping = caching.deciding?.keeping
    self.inventory = inventory
    self.project = project
    counted = map.all.indices.filter {
      map.all[$0].source == .own && map.all[$0].reference.context != .comment
    }
    let live = counted.filter { map.all[$0].reference.context == .live }
    for index in live {
      guard let id = map.all[index].resolution.asset else { continue }
      places[id, default: []].append(index)
      let found = map.all[index]
      if withToken[id] == nil, found.isURL,
        found.hasWrittenToken || found.resolution.tokenKind == .automatic
      {
        withToken[id] = index
      }
    }
    roots = Self.roots(of: project, inventory, live, in: map)
    for index in live {
      guard let neighbourhood = map.all[index].neighbourhood else { continue }
      if map.all[index].hasToken {
        neighbours[neighbourhood, default: (0, 0)].with += 1
      } else {
        neighbours[neighbourhood, default: (0, 0)].without += 1
      }
    }
    unrecorded = Set(
      places.compactMap { id, places in
        inventory[id]?.record == nil ? places.first { map.all[$0].hasWrittenToken } : nil
      })
  }

  private static func roots(
    of project: Project, _ inventory: Inventory, _ live: [Int], in map: ReferenceMap
  ) -> [String: RootFacts] {
    var helpers: [String: (count: Int, hasTag: Bool, hasLiteral: Bool)] = [:]
    for index in live {
      let found = map.all[index]
      guard let root = found.resolution.asset?.root else { continue }
      let isTag = found.reference.form == .tag
      var known = helpers[root] ?? (0, false, false)
      if isTag || found.reference.form == .call { known.count += 1 }
      if isTag { known.hasTag = true }
      if found.hasWrittenToken { known.hasLiteral = true }
      helpers[root] = known
    }
    var roots: [String: RootFacts] = [:]
    for root in project.settings.roots {
      let isKnown = project.source != .conventions || inventory.hasRecords(of: root.name)
      let of = helpers[root.name] ?? (0, false, false)
      let isLiteral = isKnown ? root.tokens == .literal : of.hasLiteral
      roots[root.name] = RootFacts(
        isLiteral: isLiteral, addsToken: isKnown && !isLiteral, parameter: root.parameter,
        helpers: of.count, hasTag: of.hasTag)
    }
    return roots
  }

  /// Whether a reference is the first that carries an asset's literal token, of which no record says
  /// for which bytes it was given.
  func isFirstUnrecorded(_ index: Int) -> Bool {
    unrecorded.contains(index)
  }

  /// What is to be said of a reference, the gravest first told.
  func findings(of index: Int) -> [Finding] {
    let found = map.all[index]
    let first = [
      missing(found), wrongCase(found), changingToken(found), doubleToken(found),
      wrongIntegrity(index),
    ].compactMap { $0 }
    let ofToken =
      staleToken(found) ?? otherToken(found) ?? twoTokens(index) ?? moduleTwice(index)
      ?? withoutToken(index) ?? noToken(index)
    let all = first + [ofToken].compactMap { $0 }
    if !all.isEmpty { return all }
    return [hardCodedURL(found) ?? unrecordedToken(index)].compactMap { $0 }
  }

  /// Makes a finding of a reference.
  func finding(
    _ problem: ReferenceProblem, _ found: FoundReference, _ message: String, next: String
  ) -> Finding {
    let reference = found.reference
    let path = found.resolution.asset?.path ?? BytePath(bytes: reference.target)
    let severity = problem.severity(ReferenceProblem.Weight(path), keeping)
    return Finding(
      severity: reference.context == .live ? severity : .note, kind: problem.rawValue,
      id: found.resolution.asset, file: reference.file, line: reference.position.line,
      column: reference.position.column, message: message, next: next)
  }
}

extension Inventory {
  /// Whether the versions file remembers assets of a root.
  fileprivate func hasRecords(of root: String) -> Bool {
    names.sections.contains { section in
      section.root == root && section.range.contains { isRecorded(at: $0) }
    }
  }
}

extension FoundReference {
  /// Whether the place must be the URL of a file that a page asks for; a string in code need not be.
  var isURL: Bool {
    switch reference.form {
    case .scriptImport, .scriptString, .sourceString: false
    default: reference.isCertain
    }
  }

  /// Whether the URL has a token, of any kind.
  var hasToken: Bool {
    switch resolution.tokenKind {
    case .none: false
    case .bare: hasWrittenToken
    case .literal, .computed, .changing, .automatic: true
    }
  }

  var neighbourhood: ReferenceAudit.Neighbourhood? {
    guard isURL, let id = resolution.asset else { return nil }
    let kind = AssetKind(id.path)
    var isScript = false
    if case .script = kind { isScript = true }
    return ReferenceAudit.Neighbourhood(
      file: reference.file, isScript: isScript, isStylesheet: kind == .stylesheet)
  }
}

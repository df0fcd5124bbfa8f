import Site

/// The rules of a project, ready to be compared with bytes; made once and shared by all scans.
struct ScanRules {
  /// The application's own endpoints by their names.
  let endpoints: [[UInt8]: OwnEndpoint]
  /// The URL prefixes that say something.
  let prefixes: [[UInt8]]
  /// The names of parameters that settings name.
  let parameters: [[UInt8]]
  /// The marks of expressions besides `{{ … }}`.
  let marks: (open: [UInt8], close: [UInt8])?
  /// The variables by which templates are handed paths, by the template.
  let handed: [[UInt8]: Set<[UInt8]>]
  let tagHelpers: [CallHelper]
  let callHelpers: [CallHelper]
  let filterHelpers: [CallHelper]
  /// The helpers that are called by the last parts of their names; nil for a few, which are compared one
  /// by one in less time.
  let callPlaces: [[UInt8]: [Int]]?
  /// The names of all helpers.
  let helperNames: [[UInt8]]
  /// Whether the files are those of a built site.
  let isBuilt: Bool

  init(_ rules: ReferenceRules) {
    endpoints = rules.ownEndpoints
    isBuilt = rules.isBuilt
    prefixes = rules.prefixes.filter { $0 != "/" }.map { Array($0.utf8) }
    parameters = rules.parameters.map { Array($0.utf8) }
    marks = rules.marks.map { (Array($0.open.utf8), Array($0.close.utf8)) }
    handed = rules.handed.reduce(into: [:]) { all, path in
      all[Array(path.template.utf8), default: []].insert(Array(path.name.utf8))
    }
    tagHelpers = rules.helpers.filter { $0.syntax == .tag }.map(CallHelper.init)
    callHelpers = rules.helpers.filter { $0.syntax == .call }.map(CallHelper.init)
    callPlaces =
      callHelpers.count < 8
      ? nil
      : Dictionary(grouping: callHelpers.indices) { [callHelpers] index in
        Array(callHelpers[index].name.split(separator: UInt8(ascii: ".")).last ?? [])
      }
    helperNames = rules.helpers.map { Array($0.name.utf8) }
    filterHelpers = rules.helpers.filter { $0.syntax == .filter }.map(CallHelper.init)
  }
}

import Site

/// The rules of a project, ready to be compared with bytes; made once and shared by all scans.
struct ScanRules {
  let endpoints: [OwnEndpoint]
  /// The URL prefixes that say something.
  let prefixes: [[UInt8]]
  /// The names of parameters that settings name.
  let parameters: [[UInt8]]
  /// The marks of expressions besides `{{ … }}`.
  let marks: (open: [UInt8], close: [UInt8])?
  let tagHelpers: [ReferenceHelper]
  let callHelpers: [CallHelper]

  init(_ rules: ReferenceRules) {
    endpoints = rules.endpoints
    prefixes = rules.prefixes.filter { $0 != "/" }.map { Array($0.utf8) }
    parameters = rules.parameters.map { Array($0.utf8) }
    marks = rules.marks.map { (Array($0.open.utf8), Array($0.close.utf8)) }
    tagHelpers = rules.helpers.filter { $0.syntax == .tag }
    callHelpers = rules.helpers.filter { $0.syntax == .call }.map(CallHelper.init)
  }
}

/// A helper that is called, ready to be compared with bytes.
struct CallHelper {
  let helper: ReferenceHelper
  let name: [UInt8]
  let isDotted: Bool
  let keyword: [UInt8]?
  /// Whether the helper's own name counts, whatever stands in front of it.
  let isName: Bool

  init(_ helper: ReferenceHelper) {
    self.helper = helper
    name = Array(helper.name.utf8)
    isDotted = name.contains(UInt8(ascii: "."))
    keyword = helper.pathKeyword.map { Array($0.utf8) }
    isName = !isDotted && keyword != nil
  }
}

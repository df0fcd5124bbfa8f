import Formats
import Site

extension ReferenceRules {
  /// All that the reading of a file depends on besides its path and bytes, as bytes that are the same
  /// only where all of it is.
  ///
  /// - Parameter sources: how files are told apart.
  func key(_ sources: SourceClasses) -> [UInt8] {
    var key: [UInt8] = []
    key.pack(helpers.count)
    for helper in helpers { helper.add(to: &key) }
    key.pack(marks.map { [$0.open, $0.close] } ?? [])
    key.pack(endpoints.count)
    for endpoint in endpoints {
      key.pack(endpoint.name.utf8)
      key.pack(endpoint.root.utf8)
      key.pack(endpoint.prefix.utf8)
      key.pack(endpoint.arguments)
      key.pack(endpoint.token.map { [$0] } ?? [])
    }
    key.pack(prefixes)
    key.pack(parameters)
    key.pack(handed.flatMap { [$0.template, $0.name] })
    key.pack(sources.globs.count)
    for (kind, globs) in sources.globs {
      key.pack(kind.rawValue.utf8)
      key.pack(globs.patterns)
    }
    return key
  }
}

extension ReferenceHelper {
  fileprivate func add(to key: inout [UInt8]) {
    key.pack(name.utf8)
    key.pack(syntax.rawValue.utf8)
    key.pack(root.map { [$0] } ?? [])
    key.pack(pathKeyword.map { [$0] } ?? [])
    key.pack(pathPlace)
    key.pack([pathPrefix, pathSuffix] + (pathAlias.map { [$0] } ?? []))
    key.pack(added.map { $0 == .lasting ? 1 : 2 } ?? 0)
    key.pack(isForTemplates ? 1 : 0)
    for argument in [rootArgument, token] {
      switch argument {
      case nil: key.pack(0)
      case .keyword(let name):
        key.pack(1)
        key.pack(name.utf8)
      case .place(let place):
        key.pack(2)
        key.pack(place)
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func pack(_ texts: [String]) {
    pack(texts.count)
    for text in texts { pack(text.utf8) }
  }
}

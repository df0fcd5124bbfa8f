import Site
import Values

extension ReferenceHelper {
  /// The expression by which a template names a file, `{{ asset_url('a.css') }}`; nil where the helper has
  /// to be told more than a path, or none can be told so plainly.
  func call(of path: BytePath) -> String? {
    guard root != nil, rootArgument == nil, pathPlace == 0,
      path.bytes.withUnsafeBufferPointer(FlaskExpression.isPlain),
      let whole = path.text, whole.hasPrefix(pathPrefix), whole.hasSuffix(pathSuffix),
      whole.count > pathPrefix.count + pathSuffix.count
    else { return nil }
    let inner = whole.dropFirst(pathPrefix.count).dropLast(pathSuffix.count)
    switch syntax {
    case .call: return "{{ \(name)(\(pathKeyword.map { "\($0)=" } ?? "")'\(inner)') }}"
    case .filter: return "{{ '\(inner)'|\(name) }}"
    case .tag: return nil
    }
  }
}

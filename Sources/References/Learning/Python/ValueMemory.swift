/// The values of definitions that were read out whole, by module and place.
///
/// It belongs to one thread at a time.
final class ValueMemory {
  private var known: [Definition: PythonValue] = [:]

  private struct Definition: Hashable {
    let module: ObjectIdentifier
    let range: Range<Int>
  }

  /// The value of a definition, which is read out where it is not known.
  ///
  /// - Parameter read: reads it out; and tells whether nothing was left out.
  func value(
    of definition: PythonExpression, in module: PythonModule,
    _ read: () -> (value: PythonValue, isWhole: Bool)
  ) -> PythonValue {
    let key = Definition(module: ObjectIdentifier(module), range: definition.range)
    if let value = known[key] { return value }
    let (value, isWhole) = read()
    if isWhole { known[key] = value }
    return value
  }
}

import Values

/// What a served page says of all its URLs.
package struct ServedNames: Equatable, Sendable {
  /// What its URLs count from, by `<base href>`; nil for the page's own URL.
  package var base: [UInt8]?
  /// The names of modules in its import maps.
  package var modules: [[UInt8]] = []
}

import Values

/// What a JSON value is.
package enum JSONKind: Equatable, Sendable {
  case object
  case array
  case string
  case number
  case boolean
  case null
}

import Disk
import References
import Site
import Values

/// What shows that a parameter is the version of its files, though its name is none of the usual.
package enum ParameterEvidence: Equatable, Sendable {
  /// A commit gave it another value and changed the asset's file.
  case commit(ObjectID, file: BytePath)
  /// There is no history, and several assets have values that hardly anything but a version has.
  case places([String])

  /// The evidence in words, behind the parameter's name.
  package var words: String {
    switch self {
    case .commit(let id, let file):
      "its value changed with \(VisibleText.of(file)) in commit \(id.hex.prefix(12))"
    case .places(let places):
      "there is no history, and \(places.count) assets have versions in it:"
        + " \(places.joined(separator: ", "))"
    }
  }
}

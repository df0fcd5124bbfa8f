import AssetCore
import Disk
import Glibc
import Planning
import Site
import Values

/// When output is coloured.
enum ColorChoice: String, CaseIterable {
  case never, auto, always

  /// Whether output to a descriptor is coloured (no-color.org: any text but an empty one counts).
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .never: false
    case .always: true
    case .auto: isatty(descriptor) == 1 && (Environment["NO_COLOR"] ?? "").isEmpty
    }
  }
}

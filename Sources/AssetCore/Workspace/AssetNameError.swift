import Disk
import Site
import Values

/// Why a name is no asset's.
public enum AssetNameError: Error, Equatable, Sendable {
  /// No asset has that name; with the one that may be meant.
  case unknown(String, nearest: String? = nil)
  /// Several assets have that name.
  case ambiguous(String, [String])
}

extension AssetNameError: CustomStringConvertible {
  /// What is wrong with the name, and what to do.
  public var description: String {
    switch self {
    case .unknown(let name, let nearest?):
      "no asset \"\(VisibleText.of(name))\": did you mean \(nearest)? - assetbump list shows them all"
    case .unknown(let name, nil):
      "no asset \"\(VisibleText.of(name))\": name a file below a static root as seen from here,"
        + " or ROOT:PATH - assetbump list shows them"
    case .ambiguous(let name, let assets):
      "\"\(VisibleText.of(name))\" is the name of \(assets.count) assets: "
        + assets.joined(separator: ", ") + " - name one of them"
    }
  }
}

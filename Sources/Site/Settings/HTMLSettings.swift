import Formats
import Values

/// What the HTML of assets says, as far as the settings decide.
public struct HTMLSettings: Equatable, Sendable {
  /// The scripts that are modules whatever their names end in, below each root.
  public var modules: GlobList
  /// Whether stylesheets and scripts get an `integrity` attribute.
  public var integrity: Bool

  /// Makes settings; what is left out is off.
  public init(modules: GlobList = GlobList([]), integrity: Bool = false) {
    self.modules = modules
    self.integrity = integrity
  }
}

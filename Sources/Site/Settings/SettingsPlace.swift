import Values

/// A place in a settings file.
public struct SettingsPlace: Equatable, Sendable, CustomStringConvertible {
  /// The file's name as it was given.
  public var file: String
  /// The line and column in it.
  public var position: TextPosition

  /// Makes a place in a file.
  public init(file: String, position: TextPosition) {
    self.file = file
    self.position = position
  }

  /// `assetbump.toml:12:3`.
  public var description: String {
    "\(VisibleText.of(file)):\(position.line):\(position.column)"
  }
}

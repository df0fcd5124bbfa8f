import AssetCore

/// The options that every command takes, as a value.
struct DirectOptions: ProjectOptions, Equatable {
  var project: String?
  var color = ColorChoice.auto
  var noCache = false

  /// Takes an option, and its value off the arguments behind it; false where it is none that is known.
  mutating func consume(_ option: String, _ rest: inout ArraySlice<String>) -> Bool {
    switch option {
    case "--no-cache": noCache = true
    case "--project":
      // What begins with a dash may be an option whose value was forgotten: the parser says so.
      guard let folder = rest.popFirst(), !folder.hasPrefix("-") else { return false }
      project = folder
    case "--color":
      guard let color = rest.popFirst().flatMap(ColorChoice.init) else { return false }
      self.color = color
    default: return false
    }
    return true
  }
}

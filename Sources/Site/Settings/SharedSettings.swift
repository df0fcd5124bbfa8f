import Formats
import Values

/// What a `pyproject.toml` has of settings, and what is to be added to it for a project.
public struct SharedSettings {
  /// Whether tools other than this one have their settings there.
  public let isUsedByOthers: Bool
  /// The keys of `[tool.assetbump]`; nil where there is no such table.
  let ownKeys: [String]?
  private let text: [UInt8]

  /// The name of the file.
  public static let name = "pyproject.toml"

  /// Reads a file; nil where it is no TOML.
  public init?(_ text: [UInt8]) {
    guard let top = try? TOMLDocument(text, file: Self.name).top else { return nil }
    let tools = top.child("tool")
    let names = (try? tools?.keys()) ?? []
    isUsedByOthers = names.contains { $0 != "assetbump" }
    ownKeys = tools?.child("assetbump").flatMap { try? $0.keys() }
    self.text = text
  }

  /// The lines that `[tool.assetbump]` lacks: those of the static roots that were found, where it names
  /// none; nil where it names some, and where it does not stand as a table that lines can be added to.
  ///
  /// - Parameter layout: what was found.
  public func lacking(_ layout: DetectedLayout) -> Addition? {
    guard let ownKeys, !ownKeys.contains("root"), !layout.roots.isEmpty else { return nil }
    let lines = SettingsText.pyproject(for: layout)
    let top = lines.dropFirst().prefix { !$0.isEmpty && !$0.hasPrefix("[") }
    let own = top.filter { line in
      !ownKeys.contains { line.hasPrefix("\($0) =") }
    }
    let tables = lines.dropFirst(1 + top.count)
    let written = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard
      let header = written.firstIndex(where: {
        $0.filter { !$0.isSpace }.starts(with: "[tool.assetbump]".utf8)
      })
    else { return nil }
    var whole = written[...header].map(Array.init)
    whole += own.map { Array($0.utf8) }
    whole += written[(header + 1)...].map(Array.init)
    whole += tables.map { Array($0.utf8) }
    return Addition(
      lines: Array(own + tables), whole: Array(whole.joined(separator: [UInt8(ascii: "\n")])))
  }

  /// Lines for a table that is there.
  public struct Addition: Equatable {
    /// The lines: keys of the table first, then tables below it.
    public let lines: [String]
    /// The file with them in it.
    public let whole: [UInt8]
  }
}

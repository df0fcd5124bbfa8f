import Planning
import References
import Site
import Values

/// How URLs of assets stand in the files that pages are made of: what tells a token that the application
/// adds from one that is typed there.
public struct WrittenTokens: Sendable {
  /// The tokens that are typed in templates and code.
  private var typed: [AssetID: Set<String>] = [:]
  /// The assets whose URL is typed without a token.
  private var bare: Set<AssetID> = []
  /// Where each asset is named first.
  private var places: [AssetID: Place] = [:]

  /// A place in the project's files.
  public struct Place: Equatable, Sendable {
    /// The file, from the project's folder.
    public var file: BytePath
    /// The place in it.
    public var position: TextPosition
    /// What stands there.
    public var text: [UInt8]
  }

  /// Reads it out of a project's references; none are known in a project that has no templates.
  public init(_ map: ReferenceMap = ReferenceMap()) {
    for found in map.all where found.source == .own {
      let reference = found.reference
      guard let id = found.resolution.asset,
        [.template, .python].contains(ReferenceLanguage(reference.file))
      else { continue }
      switch reference.token.kind {
      case .literal, .bare:
        typed[id, default: []].insert(String(decoding: reference.token.text, as: UTF8.self))
      case .none: if reference.call == nil { bare.insert(id) }
      case .computed, .changing, .automatic: break
      }
      guard reference.context == .live, places[id] == nil else { continue }
      places[id] = Place(
        file: reference.file, position: reference.position, text: reference.target)
    }
  }

  /// Whether a token is typed beside an asset.
  func isTyped(_ token: String, of id: AssetID) -> Bool {
    typed[id]?.contains(token) ?? false
  }

  /// Whether an asset's URL is typed without a token.
  func isTypedBare(_ id: AssetID) -> Bool {
    bare.contains(id)
  }

  /// Where the project's files name an asset first; nil where none does.
  public func place(of id: AssetID) -> Place? {
    places[id]
  }
}

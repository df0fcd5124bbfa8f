/// The choices of a session that were not written, kept for the next one.
public struct Recovery: Equatable, Sendable {
  /// The project's folder, absolute: a recovery of another project is none.
  public var project: BytePath
  /// What was chosen for each asset.
  public var choices: [AssetID: Choice]

  /// Makes a recovery.
  public init(project: BytePath, choices: [AssetID: Choice]) {
    self.project = project
    self.choices = choices
  }

  /// The file that keeps a project's recovery: in the state folder, named after the digest of the
  /// project's path.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - state: `$XDG_STATE_HOME`, or what stands for it (XDG Base Directory 0.8).
  ///   - session: tells the sessions apart that run on one project at once; the first is 1.
  public static func path(
    of project: BytePath, in state: BytePath, session: Int = 1
  ) -> BytePath {
    let name = Digest.of(project.bytes).hex.prefix(16) + (session == 1 ? "" : "-\(session)")
    return state.appending("assetbump").appending("\(name).json")
  }

  /// The text that keeps it, JSON.
  public var contents: [UInt8] {
    let sorted = choices.sorted { ($0.key.root, $0.key.path) < ($1.key.root, $1.key.path) }
    let json = JSONOutput.object([
      ("format", .number(1)),
      ("project", .string(HexText.of(project.bytes))),
      ("choices", .array(sorted.map { Recovery.json($0.key, $0.value) })),
    ])
    return Array(json.text.utf8) + [0x0A]
  }

  /// Reads the text that keeps a recovery.
  ///
  /// - Returns: nil for a text that is damaged or of another version: there is nothing to restore.
  public init?(_ contents: [UInt8]) {
    do throws(RecoveryFault) {
      var parser = RecoveryParser(reader: try JSONReader(contents))
      self = try parser.recovery()
    } catch {
      return nil
    }
  }

  private static func json(_ id: AssetID, _ choice: Choice) -> JSONOutput {
    let bump: (kind: String, token: String?) =
      switch choice.bump {
      case .keep: ("keep", nil)
      case .next: ("next", nil)
      case .typed(let token): ("typed", token.text)
      }
    return .object([
      ("root", .string(id.root)),
      ("path", .string(HexText.of(id.path.bytes))),
      ("strategy", .optional(choice.strategy?.rawValue)),
      ("bump", .string(bump.kind)),
      ("token", .optional(bump.token)),
    ])
  }
}

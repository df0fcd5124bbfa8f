/// The choices of a session that were not written, kept for the next one.
public struct Recovery: Equatable, Sendable {
  /// The project's folder, absolute: a recovery of another project is none.
  public var project: BytePath
  /// What was chosen for each asset.
  public var choices: Choices

  /// Makes a recovery.
  public init(project: BytePath, choices: Choices) {
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

  /// The text that keeps it, JSON: the assets that have the same choice stand together.
  public var contents: [UInt8] {
    var groups = RecoveryGroups()
    for place in choices.codes.indices {
      guard let choice = choices[at: place] else { continue }
      groups.append(choices.id(at: place), choice)
    }
    var text = Array(
      "{\"format\": 2, \"project\": \"\(HexText.of(project.bytes))\", \"choices\": [".utf8)
    groups.append(to: &text)
    return text + "]}\n".utf8
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
}

/// The text of choices, an object for each that is another one.
private struct RecoveryGroups {
  private var groups: [(root: String, choice: Choice, paths: [UInt8])] = []
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let root: String
    let choice: Choice
  }

  mutating func append(_ id: AssetID, _ choice: Choice) {
    let key = Key(root: id.root, choice: choice)
    let place = places[key] ?? groups.count
    if place == groups.count {
      groups.append((id.root, choice, []))
      places[key] = place
    }
    if !groups[place].paths.isEmpty { groups[place].paths += ", ".utf8 }
    // A path that is not UTF-8 cannot stand in JSON as it is.
    if id.path.text == nil {
      groups[place].paths += "[\"\(HexText.of(id.path.bytes))\"]".utf8
    } else {
      JSONText.append(id.path.bytes, to: &groups[place].paths)
    }
  }

  func append(to text: inout [UInt8]) {
    for (index, group) in groups.enumerated() {
      let bump: (kind: String, token: String?) =
        switch group.choice.bump {
        case .keep: ("keep", nil)
        case .next: ("next", nil)
        case .typed(let token): ("typed", token.text)
        }
      let members: [(String, JSONOutput)] = [
        ("root", .string(group.root)),
        ("strategy", .optional(group.choice.strategy?.rawValue)),
        ("bump", .string(bump.kind)),
        ("token", .optional(bump.token)),
      ]
      text += (index == 0 ? "\n  " : ",\n  ").utf8
      text += JSONOutput.object(members).text.utf8.dropLast()
      text += ", \"paths\": [".utf8
      text += group.paths
      text += "]}".utf8
    }
    if !groups.isEmpty { text.append(0x0A) }
  }
}

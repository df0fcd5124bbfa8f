import Disk
import Formats
import Values

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
    var text = Array(
      "{\"format\": 2, \"project\": \"\(HexText.of(project.bytes))\", \"choices\": [".utf8)
    RecoveryGroups(of: choices).append(to: &text)
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

/// Choices, those assets together that have the same one.
private struct RecoveryGroups {
  private let choices: Choices
  private var groups: [(root: String, choice: Choice, places: [UInt32])] = []

  private struct Key: Hashable {
    let root: String
    let choice: Choice
  }

  init(of choices: Choices) {
    self.choices = choices
    var indices: [Key: Int] = [:]
    for place in choices.codes.indices {
      guard let choice = choices[at: place] else { continue }
      let key = Key(root: choices.id(at: place).root, choice: choice)
      let index = indices[key] ?? groups.count
      if index == groups.count {
        groups.append((key.root, choice, []))
        indices[key] = index
      }
      groups[index].places.append(UInt32(place))
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
      for (number, place) in group.places.enumerated() {
        if number > 0 { text += ", ".utf8 }
        append(choices.id(at: Int(place)).path, to: &text)
      }
      text += "]}".utf8
    }
    if !groups.isEmpty { text.append(UInt8(ascii: "\n")) }
  }

  /// A path that is not UTF-8 cannot stand in JSON as it is.
  private func append(_ path: BytePath, to text: inout [UInt8]) {
    if path.text == nil {
      text += "[\"\(HexText.of(path.bytes))\"]".utf8
    } else {
      JSONText.append(path.bytes, to: &text)
    }
  }
}

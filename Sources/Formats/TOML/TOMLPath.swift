import Values

/// The way to a value in a TOML text: `root[0].placement`.
public struct TOMLPath: Hashable, Sendable, CustomStringConvertible {
  /// The steps from the top of the text.
  public var steps: [Step]

  /// A step into a table or a list.
  public enum Step: Hashable, Sendable {
    /// The value of a key.
    case key(String)
    /// The item at an index, from 0.
    case index(Int)
  }

  /// Makes a path of steps; without any it is the whole text.
  public init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// The path of the value of a key in the table at this path.
  package func key(_ name: String) -> TOMLPath {
    TOMLPath(steps + [.key(name)])
  }

  /// The path of an item of the list at this path.
  package func index(_ index: Int) -> TOMLPath {
    TOMLPath(steps + [.index(index)])
  }

  /// The path as people write it, made safe to show; keys that TOML wants quoted are quoted.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let name): text += (text.isEmpty ? "" : ".") + Self.shown(name)
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// A key as TOML writes it: bare where it can be (TOML 1.0, Keys).
  private static func shown(_ key: String) -> String {
    let isBare = key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isBare && !key.isEmpty ? key : VisibleText.quoted(key)
  }
}

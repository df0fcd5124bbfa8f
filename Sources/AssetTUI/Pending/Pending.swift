import AssetCore

/// The changes a person has chosen and not written yet, and the way back through them.
public struct Pending: Equatable, Sendable {
  /// What is chosen for each asset.
  public private(set) var choices: [AssetID: Choice] = [:]
  private var undone: [Step] = []
  private var done: [Step] = []

  /// A change of the choices: what it was called, and the choices before (or after, once undone).
  private struct Step: Equatable {
    var name: String
    var choices: [AssetID: Choice]
  }

  /// Makes it with nothing chosen.
  public init() {}

  /// The number of assets with a choice.
  public var count: Int {
    choices.count
  }

  /// What is chosen for an asset.
  public subscript(id: AssetID) -> Choice? {
    choices[id]
  }

  /// Changes the choices under a name that undo says; no change, no step.
  mutating func change(_ name: String, _ body: (inout [AssetID: Choice]) -> Void) {
    let before = choices
    body(&choices)
    guard choices != before else { return }
    done.append(Step(name: name, choices: before))
    undone = []
  }

  /// Changes the choices as a part of the last change: what followed by itself goes back with it.
  mutating func follow(_ body: (inout [AssetID: Choice]) -> Void) {
    body(&choices)
  }

  /// Takes the last change back.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func undo() -> String? {
    guard let step = done.popLast() else { return nil }
    undone.append(Step(name: step.name, choices: choices))
    choices = step.choices
    return step.name
  }

  /// Does the change again that was taken back last.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func redo() -> String? {
    guard let step = undone.popLast() else { return nil }
    done.append(Step(name: step.name, choices: choices))
    choices = step.choices
    return step.name
  }

  /// Forgets everything, once it is written.
  mutating func clear() {
    self = Pending()
  }
}

import Planning
import Site
import TestSupport
import Testing
import Values

@Suite("Changes of choices that can be taken back")
struct ChoiceStepTests {
  private func names(_ paths: [BytePath]) -> AssetNames {
    var list = ByteList()
    for path in paths.sorted() { list.append(path.bytes) }
    return AssetNames(
      [
        AssetNames.Section(
          root: "static", range: 0..<paths.count, records: RecordTable(), loose: list)
      ],
      rows: (0..<paths.count).map { AssetNames.looseBit | UInt32($0) })
  }

  private func state(_ random: inout SeededGenerator) throws -> ChoiceState {
    let bumps: [Choice.Bump] = [
      .keep, .next, .typed(try Token("v1")), .typed(try Token("v2")),
    ]
    let choice = Choice(
      strategy: (Strategy.allCases + [nil]).randomElement(using: &random) ?? nil,
      bump: bumps.randomElement(using: &random) ?? .keep)
    return ChoiceState(
      choice: Bool.random(using: &random) ? choice : nil, follows: Bool.random(using: &random))
  }

  /// What is chosen, in a form that does not depend on places.
  private func shown(_ choices: Choices) -> [AssetID: ChoiceState] {
    Dictionary(
      uniqueKeysWithValues: choices.usedPlaces.map { (choices.id(at: $0), choices.state(at: $0)) })
  }

  @Test("as many steps back as there were lead through the same moments", arguments: 0..<100)
  func backAndForth(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let paths = (0..<Int.random(in: 1...40, using: &random)).map { BytePath("f\($0)") }
    var choices = Choices(of: names(paths))
    var steps: [ChoiceStep] = []
    var moments = [shown(choices)]
    for number in 0..<Int.random(in: 1...12, using: &random) {
      let before = choices
      let state = try state(&random)
      for place in paths.indices where Int.random(in: 0..<3, using: &random) > 0 {
        choices.set(state, at: place)
      }
      steps.append(ChoiceStep("\(number)", from: before, to: choices))
      moments.append(shown(choices))
    }
    for (step, moment) in zip(steps, moments).reversed() {
      step.undo(&choices)
      #expect(shown(choices) == moment)
    }
    for (step, moment) in zip(steps, moments.dropFirst()) {
      step.redo(&choices)
      #expect(shown(choices) == moment)
    }
  }

  @Test("another scan has other places; what is chosen for assets that are gone stays")
  func move() throws {
    for seed in 0..<100 {
      var random = SeededGenerator(seed: UInt64(seed))
      let all = (0..<20).map { BytePath("f\($0)") }
      let (first, second) = (
        all.filter { _ in Bool.random(using: &random) },
        all.filter { _ in Bool.random(using: &random) }
      )
      var choices = Choices(of: names(first))
      let before = choices
      for place in first.indices where Bool.random(using: &random) {
        choices.set(try state(&random), at: place)
      }
      let step = ChoiceStep("one", from: before, to: choices)
      let expected = shown(choices)
      let move = ChoiceMove(from: choices, along: [step], to: names(second))
      let (moved, movedStep) = (move(choices), move(step))
      #expect(shown(moved) == expected)
      var undone = moved
      movedStep.undo(&undone)
      #expect(shown(undone) == [:])
      movedStep.redo(&undone)
      #expect(undone == moved)
      // The files come back.
      let back = ChoiceMove(from: moved, along: [movedStep], to: names(all))
      #expect(shown(back(moved)) == expected)
      #expect(back(moved).unlisted == [])
    }
  }

  @Test("an asset that is settled is so at both ends of the step, its neighbours are not")
  func map() throws {
    let (first, last) = (Choices(of: names(["a", "b", "c"])), ChoiceState(follows: true))
    var choices = first
    for place in 0..<3 { choices.set(last, at: place) }
    var step = ChoiceStep("bump", from: first, to: choices)
    let next = ChoiceState(choice: Choice(bump: .next))
    step.map(at: 1) { $0.follows ? next : $0 }
    choices.set(next, at: 1)
    step.undo(&choices)
    #expect(choices.usedPlaces == [])
    step.redo(&choices)
    #expect((0..<3).map { choices.state(at: $0) } == [last, next, last])
    for place in [0, 2] { step.map(at: place) { $0.follows ? ChoiceState() : $0 } }
    choices = first
    step.redo(&choices)
    #expect((0..<3).map { choices.state(at: $0) } == [ChoiceState(), next, ChoiceState()])
  }
}

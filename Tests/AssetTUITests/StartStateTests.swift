import AssetCore
import AssetTUI
import Screen
import Testing
import Values

/// The screen of a start without a project.
@Suite struct StartStateTests {
  private static let missing = StartProblem.missing(
    words: "no project here - run assetbump init",
    draft: ["would write assetbump.toml", "root \"static\": static/ at /static/"])

  private func state(
    _ problem: StartProblem = missing, _ columns: Int = 80, _ rows: Int = 24
  ) -> StartState {
    StartState(problem, size: Size(columns: columns, rows: rows), isUnicode: true)
  }

  private func text(_ state: StartState) -> [String] {
    state.grid().lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  @Test(arguments: [(80, 24), (40, 10)])
  func showsWhatInitWouldDo(_ columns: Int, _ rows: Int) {
    #expect(
      text(state(Self.missing, columns, rows)) == [
        " assetbump  no project here", " no project here - run assetbump init",
        " i sets up a project in this folder:", " would write assetbump.toml",
        " root \"static\": static/ at /static/", " i set it up here  R read again  q quit",
      ])
  }

  @Test func staysCleanWhereThereIsNoRoom() {
    #expect(
      text(state(Self.missing, 24, 5)) == [
        " no project here", " no project here - run", " assetbump init", " i set it up here",
      ])
    #expect(text(state(Self.missing, 23, 4)) == ["24x5 needed"])
  }

  @Test func takesTheKeysThatItShows() {
    var state = state()
    #expect(state.update(.key("i")) == .setUp)
    #expect(state.update(.key("R")) == .retry)
    #expect(state.update(.key("q")) == .end(.done))
    #expect(state.update(.key(.control("z"))) == .suspend)
    #expect(state.update(.terminate(15)) == .end(.signal(15)))
    #expect(state.update(.key("e")) == nil)
    #expect(text(state).suffix(2).first == " e does nothing here")
    #expect(state.update(.resize(Size(columns: 40, rows: 10))) == nil)
    #expect(state.size == Size(columns: 40, rows: 10))
  }

  @Test func takesClicksOnItsKeys() {
    var state = state()
    #expect(state.update(.mouse(MouseEvent(.press, at: Position(row: 23, column: 3)))) == .setUp)
    #expect(state.update(.mouse(MouseEvent(.press, at: Position(row: 3, column: 3)))) == nil)
  }

  /// Where nothing can be seen nothing is written.
  @Test func takesNoKeyUnseen() {
    var state = state(Self.missing, 23, 4)
    #expect(state.update(.key("i")) == nil)
    #expect(state.update(.key("R")) == nil)
    #expect(state.update(.key("q")) == .end(.done))
  }

  @Test func offersNothingThatWouldDoNothing() {
    var state = state(.missing(words: "several static folders", draft: nil))
    #expect(
      text(state) == [
        " assetbump  no project here", " several static folders", " R read again  q quit",
      ])
    #expect(state.update(.key("i")) == nil)
    state.showProblem(Self.missing, saying: "no room on the disk")
    #expect(text(state).suffix(2).first == " no room on the disk")
  }

  @Test func editsOnlyWhatIsKnown() {
    var state = state(.broken(ProjectFailure("the settings are too large")))
    #expect(
      text(state) == [
        " assetbump  the settings cannot be read", "  the settings are too large",
        "  R reads everything again", " R read again  q quit",
      ])
    #expect(state.update(.key("e")) == nil)
  }
}

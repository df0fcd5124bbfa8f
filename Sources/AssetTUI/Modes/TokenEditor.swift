import Site
import Values

/// The editor of a token typed by hand, for one asset or several.
public struct TokenEditor: Equatable, Sendable {
  /// The assets that get the token.
  public internal(set) var targets: [Entry]
  /// The line that is being typed.
  public internal(set) var line: LineEditor
  /// Tokens the assets carried, the newest last, and the place in them that Up has reached.
  private let earlier: [String]
  private var place: Int

  init(targets: [Entry], draft: String) {
    self.targets = targets
    line = LineEditor(draft)
    let tokens = targets.flatMap { entry in
      entry.record.map { [$0.token.text] + $0.previous.map(\.token.text) } ?? []
    }
    var seen: Set<String> = []
    earlier = tokens.filter { seen.insert($0).inserted }.reversed()
    place = earlier.count
  }

  /// Takes an earlier token (-1) or a later one (1) into the line, as a start.
  mutating func recall(_ step: Int) {
    let wanted = place + step
    guard (0...earlier.count).contains(wanted) else { return }
    place = wanted
    line = LineEditor(wanted < earlier.count ? earlier[wanted] : "")
  }

  /// The token that is typed.
  ///
  /// - Throws: in words, why the text cannot be the token of every target.
  func token() throws(Refusal) -> Token {
    let token: Token
    do throws(TokenError) {
      token = try Token(line.text)
    } catch {
      throw Refusal(reason: error.description, isEmpty: error == .empty)
    }
    for target in targets {
      guard let digest = target.digest else {
        throw Refusal(reason: "\(VisibleText.of(target.id.path)) is still being read")
      }
      if TokenHistory(target.record).stoodForOtherBytes(token, than: digest) {
        throw Refusal(
          reason: "\(token.text) stood for other bytes of \(VisibleText.of(target.id.path)):"
            + " browsers may hold them")
      }
    }
    return token
  }

  /// Why a text cannot be the token.
  struct Refusal: Error, Equatable {
    var reason: String
    var isEmpty = false
  }
}

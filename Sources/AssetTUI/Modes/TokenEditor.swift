import Site
import Values

/// The editor of a token typed by hand, for one asset or several.
public struct TokenEditor: Equatable, Sendable {
  /// The assets that get the token.
  public internal(set) var targets: [Entry]
  /// The line that is being typed.
  public internal(set) var line: LineEditor
  /// The assets that Tab gives the token to instead: those of the list, where the editor was opened for
  /// others that need one.
  var others: [Entry] = []
  /// Whether the write screen comes back once the editor is closed.
  var leadsBack = false
  /// Tokens the assets may well get, the likeliest last, and the place in them that Up has reached.
  private let earlier: [String]
  private var place: Int

  /// Makes an editor.
  ///
  /// - Parameters:
  ///   - draft: the text to begin with.
  ///   - suggestions: tokens that Up offers, the likeliest last; those that would be refused are left out.
  init(targets: [Entry], draft: String, suggesting suggestions: [String] = []) {
    self.targets = targets
    line = LineEditor(draft)
    earlier = suggestions.filter { text in
      guard let token = try? Token(text) else { return false }
      return targets.allSatisfy { target in
        guard let digest = target.digest else { return true }
        return !TokenHistory(target.record).stoodForOtherBytes(token, than: digest)
      }
    }
    place = earlier.count
  }

  /// The token that Up would offer first; nil where there is none.
  var suggestion: String? { earlier.last }

  /// Takes a likelier token (1) or a less likely one (-1) into the line, as a start.
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

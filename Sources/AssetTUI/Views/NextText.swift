import Planning
import Screen
import Site
import Values

/// The text of the NEXT column: dim while it is only proposed, in the style of what is pending once
/// it is.
struct NextText: Equatable {
  let text: String
  let style: Style

  init(of entry: Entry, _ next: NextToken, isPending: Bool) {
    switch next {
    case .other(let token): text = token.text
    case .same(let token): text = entry.status == .fresh ? "" : token.text
    case .needed: text = "type one"
    case .gone: text = "(gone)"
    case .unknown: text = ""
    case .nothing: text = ""
    }
    switch next {
    case .needed: style = .warning
    case .gone: style = .error
    default: style = isPending ? .pending : .proposed
    }
  }
}

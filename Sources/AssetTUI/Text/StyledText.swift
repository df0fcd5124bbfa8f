import Screen

/// A text in one style.
struct StyledText: Equatable, Sendable {
  var text: String
  var style: Style = .plain
}

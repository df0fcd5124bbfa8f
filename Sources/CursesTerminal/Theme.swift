import CTerminal
import Screen

/// The colours of styles: a dark theme and a light one of 256 colours, and one of the eight.
///
/// Letters and signs carry every meaning, so colours only help; no two meanings differ by red and green.
/// Each pair of the 256 has a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), on the ground of its theme
/// where it names none. Text in the terminal's own colour is readable on either ground.
public enum Theme: String, CaseIterable, Sendable {
  case dark, light
}

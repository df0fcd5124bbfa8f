import ArgumentParser
import CMemory
import CursesTerminal
import Disk
import Glibc
import Values

/// Which colours the terminal UI has.
enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, dark, light

  /// The theme; nil where the terminal's ground decides.
  var theme: Theme? { Theme(rawValue: rawValue) }
}

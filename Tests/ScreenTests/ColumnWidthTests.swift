import Glibc
import Screen
import Testing

@Suite struct ColumnWidthTests {
  /// Our table is `wcwidth` of glibc for every scalar that is shown, up to Unicode 14.
  ///
  /// The remaining difference, exactly: what was assigned after Unicode 14 is -1 here, whatever this
  /// glibc knows; and what `VisibleText` writes out is -1 here, where glibc gives 0, 1 or 2.
  @Test func isWcwidthForWhatIsShown() throws {
    let wcwidth = try SystemWidth()
    var differences: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isNewer = (scalar.properties.age?.major ?? 0) > 14
      let expected = isHidden(scalar) || isNewer ? -1 : wcwidth.of(scalar)
      if ColumnWidth.of(scalar) != expected {
        differences.append("U+\(String(value, radix: 16)): \(ColumnWidth.of(scalar)), \(expected)")
      }
    }
    #expect(differences == [])
  }

  @Test(arguments: [
    ("", 0), ("site.css", 8), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("🚀", 2), ("🇩🇪", 2),
    ("a\u{202E}b", 3), ("a\tb", 3), ("\u{FFFD}", 1), ("ﷺ", 1), ("각", 2),
  ])
  func ofText(text: String, columns: Int) {
    #expect(ColumnWidth.of(text) == columns)
  }

  /// The rule of VisibleText in AssetCore: what is written out instead of shown.
  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default:
      switch scalar.value {
      case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x20E3, 0x1F3FB...0x1F3FF: true
      case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5, 0x2800: true
      default: false
      }
    }
  }
}

/// `wcwidth` of the C library in C.UTF-8, which the module of Glibc leaves out.
private struct SystemWidth {
  private typealias Function = @convention(c) (Int32) -> Int32
  private let function: Function

  init() throws {
    setlocale(LC_CTYPE, "C.UTF-8")
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "wcwidth"))
    function = unsafeBitCast(symbol, to: Function.self)
  }

  func of(_ scalar: Unicode.Scalar) -> Int { Int(function(Int32(bitPattern: scalar.value))) }
}

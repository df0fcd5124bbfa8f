import CTerminal
import Screen

/// The key sequences that terminfo knows of this terminal.
enum TerminalKeys {
  /// Sequences for the decoder, beside those which it knows by itself.
  static func sequences() -> [[UInt8]: Key] {
    var sequences: [[UInt8]: Key] = [:]
    for (capability, key) in capabilities {
      guard let text = ct_key(capability) else { continue }
      let bytes = String(cString: text).utf8
      // A single byte is a character or a control, whatever an old entry says.
      if bytes.count > 1, bytes.first == 0x1B { sequences[Array(bytes)] = key }
    }
    return sequences
  }

  /// terminfo(5), with the extended names of xterm's entry at the end.
  private static var capabilities: [(String, Key)] {
    let named: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kpp", .pageUp),
      ("knp", .pageDown), ("khome", .home), ("kend", .end), ("kich1", .insert), ("kdch1", .delete),
      ("kbs", .backspace), ("kent", .enter), ("kcbt", .backTab), ("kf0", .function(10)),
    ]
    // Later ones win: kf0 is F10 only where nothing else is.
    return named + (1...20).map { ("kf\($0)", .function($0)) }
  }
}

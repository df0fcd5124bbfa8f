import Screen
import TestSupport
import Testing

@Suite struct InputDecoderTests {
  /// What a person or a terminal does, the bytes it sends, the events it is.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let events: [InputEvent]

    init(_ name: String, _ text: String, _ keys: Key...) {
      self.init(name, Array(text.utf8), keys.map(InputEvent.key))
    }

    init(_ name: String, _ bytes: [UInt8], _ events: [InputEvent]) {
      self.name = name
      self.bytes = bytes
      self.events = events
    }

    var testDescription: String { name }
  }

  static let bad = InputEvent.key(.scalar("\u{FFFD}"))
  static let k = InputEvent.key(.scalar("k"))

  static let text: [Row] = [
    Row("letters", "aZ ~", .scalar("a"), .scalar("Z"), .scalar(" "), .scalar("~")),
    Row("two to four bytes", "é日🚀", .scalar("é"), .scalar("日"), .scalar("🚀")),
    Row(
      "controls", "\0\u{1}\u{1A}\u{1C}\u{1D}\u{1E}\u{1F}", .control("@"), .control("a"),
      .control("z"), .control("\\"), .control("]"), .control("^"), .control("_")),
    Row("keys of their own", "\u{8}\u{7F}\t\r", .backspace, .backspace, .tab, .enter),
    Row("line feed", "\n", .control("j")),
    Row("0xff, then k", [0xFF, 0x6B], [bad, k]),
    Row("Latin-1 é, then k", [0xE9, 0x6B], [bad, k]),
    Row("lone lead byte, then k", [0xC3, 0x6B], [bad, k]),
    Row("lone lead byte, then Up", [0xC3, 0x1B, 0x5B, 0x41], [bad, .key(.up)]),
    Row("lone continuation byte", [0x80, 0x6B], [bad, k]),
    Row("overlong slash", [0xC0, 0xAF, 0x6B], [bad, bad, k]),
    Row("overlong in three bytes", [0xE0, 0x80, 0x80, 0x6B], [bad, bad, bad, k]),
    Row("surrogate", [0xED, 0xA0, 0x80, 0x6B], [bad, bad, bad, k]),
    Row("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80, 0x6B], [bad, bad, bad, bad, k]),
    Row("cut short, then complete", [0xE6, 0x97, 0xC3, 0xA9], [bad, .key(.scalar("é"))]),
    Row("C1 control in UTF-8", [0xC2, 0x9B, 0x6B], [bad, k]),
  ]

  static let keys: [Row] = [
    Row(
      "arrows", "\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", .up, .down, .right, .left),
    Row("arrows, application mode", "\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", .up, .down, .right, .left),
    Row("Home and End", "\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF", .home, .end, .home, .end),
    Row("Home and End, numbered", "\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", .home, .end, .home, .end),
    Row(
      "editing keys", "\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", .insert, .delete, .pageUp, .pageDown),
    Row(
      "F1 to F4", "\u{1B}OP\u{1B}OQ\u{1B}OR\u{1B}OS", .function(1), .function(2), .function(3),
      .function(4)),
    Row(
      "F1 to F5, rxvt", "\u{1B}[11~\u{1B}[12~\u{1B}[13~\u{1B}[14~\u{1B}[15~", .function(1),
      .function(2), .function(3), .function(4), .function(5)),
    Row(
      "F1 to F5, linux", "\u{1B}[[A\u{1B}[[B\u{1B}[[C\u{1B}[[D\u{1B}[[E", .function(1),
      .function(2), .function(3), .function(4), .function(5)),
    Row(
      "F6 to F12", "\u{1B}[17~\u{1B}[18~\u{1B}[19~\u{1B}[20~\u{1B}[21~\u{1B}[23~\u{1B}[24~",
      .function(6), .function(7), .function(8), .function(9), .function(10), .function(11),
      .function(12)),
    Row(
      "F13 to F20",
      "\u{1B}[25~\u{1B}[26~\u{1B}[28~\u{1B}[29~\u{1B}[31~\u{1B}[32~\u{1B}[33~\u{1B}[34~",
      .function(13), .function(14), .function(15), .function(16), .function(17), .function(18),
      .function(19), .function(20)),
    Row("Shift-Tab", "\u{1B}[Z\u{1B}[1;2Z\u{1B}[9;2u", .backTab, .backTab, .backTab),
    Row(
      "modifiers without meaning", "\u{1B}[1;5A\u{1B}[5;3~\u{1B}[1;2P\u{1B}O5C", .up, .pageUp,
      .function(1), .right),
    Row(
      "modifiers, rxvt", "\u{1B}[a\u{1B}Od\u{1B}[5$\u{1B}[6^\u{1B}[3@", .up, .left, .pageUp,
      .pageDown, .delete),
    Row(
      "keypad", "\u{1B}OM\u{1B}Op\u{1B}Oy\u{1B}Ok", .enter, .scalar("0"), .scalar("9"), .scalar("+")
    ),
    Row("Alt", "\u{1B}x\u{1B}X\u{1B} \u{1B}é", .alt("x"), .alt("X"), .alt(" "), .alt("é")),
    Row("Alt-Backspace", "\u{1B}\u{7F}", .backspace),
    Row("Escape, then Enter at once", "\u{1B}\r", .escape, .enter),
    Row("Escape, then Up at once", "\u{1B}\u{1B}[A", .escape, .up),
    Row("CSI u: Control", "\u{1B}[113;5u\u{1B}[105;5u", .control("q"), .tab),
    Row(
      "CSI u: Alt, Shift, none", "\u{1B}[120;3u\u{1B}[97;2u\u{1B}[50:34;2u\u{1B}[97u", .alt("x"),
      .scalar("A"), .scalar("\""), .scalar("a")),
    Row(
      "CSI u: named keys", "\u{1B}[27u\u{1B}[13u\u{1B}[127u\u{1B}[57419u", .escape, .enter,
      .backspace, .up),
    Row("CSI u: lock keys", "\u{1B}[97;65u\u{1B}[97;129u", .scalar("a"), .scalar("a")),
    Row(
      "CSI u: key let go, Super, private key, too large",
      "\u{1B}[97;1:3u\u{1B}[97;9u\u{1B}[57358u\u{1B}[99999999999999999999u"),
    Row("modifyOtherKeys", "\u{1B}[27;5;113~", .control("q")),
  ]

  static let unknown: [Row] = [
    Row("unknown CSI", "\u{1B}[99~\u{1B}[1;2y\u{1B}[>0;10;1ck", .scalar("k")),
    Row(
      "answers: attributes, cursor, mode", "\u{1B}[?1;2c\u{1B}[24;80R\u{1B}[?2026;2$yk",
      .scalar("k")),
    Row(
      "OSC, ended by BEL and by ST", "\u{1B}]12;rgb:00/00/00\u{7}\u{1B}]52;c;cQ==\u{1B}\\k",
      .scalar("k")),
    Row(
      "DCS and APC", "\u{1B}P1+r\u{1B}\\\u{1B}_qq\u{1B}\\k",
      .scalar("k")),
    Row("unknown SS3", "\u{1B}Ozk", .scalar("k")),
    Row("sequence cut by another", "\u{1B}[12\u{1B}[Ak", .up, .scalar("k")),
    Row("string cut by a sequence", "\u{1B}]0;t\u{1B}[Ak", .up, .scalar("k")),
    Row("sequence cancelled", "\u{1B}[12\u{18}k\u{1B}]0\u{1A}k", .scalar("k"), .scalar("k")),
    Row("control within a sequence", "\u{1B}[1\u{3}k", .control("c"), .scalar("k")),
    Row("letter beyond ASCII within a sequence", "\u{1B}[1ék", .scalar("é"), .scalar("k")),
    Row(
      "sequence beyond every length", "\u{1B}[" + String(repeating: "1", count: 1000) + "Ak",
      .scalar("k")),
    Row("end of a paste that never began", "\u{1B}[201~k", .scalar("k")),
  ]

  static let reports: [Row] = [
    Row("focus", Array("\u{1B}[I\u{1B}[O".utf8), [.focus(true), .focus(false)]),
    Row(
      "mouse: press, release, wheel up and down",
      Array("\u{1B}[<0;1;1M\u{1B}[<0;1;1m\u{1B}[<64;300;40M\u{1B}[<65;2;3M".utf8),
      [
        .mouse(MouseEvent(.press, at: Position(row: 0, column: 0))),
        .mouse(MouseEvent(.wheelUp, at: Position(row: 39, column: 299))),
        .mouse(MouseEvent(.wheelDown, at: Position(row: 2, column: 1))),
      ]),
    Row(
      "mouse with Control", Array("\u{1B}[<16;5;6M".utf8),
      [.mouse(MouseEvent(.press, at: Position(row: 5, column: 4)))]),
    Row(
      "mouse: other buttons, motion, wheel to the side, no place",
      Array(
        "\u{1B}[<1;1;1M\u{1B}[<2;1;1M\u{1B}[<32;1;1M\u{1B}[<66;1;1M\u{1B}[<0;0;1M\u{1B}[<0;1M".utf8),
      []),
    Row(
      "mouse, old form", Array("\u{1B}[M !!k\u{1B}[M`\"#".utf8),
      [
        .mouse(MouseEvent(.press, at: Position(row: 0, column: 0))), k,
        .mouse(MouseEvent(.wheelUp, at: Position(row: 2, column: 1))),
      ]),
    Row(
      "paste", Array("\u{1B}[200~a\rq\u{1B}[A\u{1B}[201~k".utf8),
      [.paste(Array("a\rq\u{1B}[A".utf8)), k]),
    Row("empty paste", Array("\u{1B}[200~\u{1B}[201~k".utf8), [.paste([]), k]),
    Row(
      "paste with beginnings of its end",
      Array("\u{1B}[200~\u{1B}[20\u{1B}[201\u{1B}\u{1B}[201~k".utf8),
      [.paste(Array("\u{1B}[20\u{1B}[201\u{1B}".utf8)), k]),
    Row(
      "paste within a paste, and bad bytes",
      Array("\u{1B}[200~\u{1B}[200~".utf8) + [0xFF] + Array("\u{1B}[201~".utf8),
      [.paste(Array("\u{1B}[200~".utf8) + [0xFF])]),
  ]

  @Test(arguments: text + keys + unknown + reports)
  func decodes(_ row: Row) {
    var decoder = InputDecoder()
    #expect(decoder.feed(row.bytes) == row.events)
    #expect(decoder.pendingTimeoutMilliseconds == nil)
    #expect(!decoder.needsTimeout)
  }

  @Test(arguments: text + keys + unknown + reports)
  func decodesTheSameCutAnywhere(_ row: Row) {
    for cut in 0...row.bytes.count {
      var decoder = InputDecoder()
      let events = decoder.feed(row.bytes[..<cut]) + decoder.feed(row.bytes[cut...])
      #expect(events == row.events, "cut at \(cut)")
    }
    var decoder = InputDecoder()
    #expect(row.bytes.flatMap { decoder.feed([$0]) } == row.events)
  }

  /// Bytes, the milliseconds to wait, and the events when nothing follows.
  @Test(arguments: [
    ("\u{1B}", 20, [InputEvent.key(.escape)]),
    ("\u{1B}[", 20, [.key(.alt("["))]),
    ("\u{1B}O", 20, [.key(.alt("O"))]),
    ("\u{1B}]", 20, [.key(.alt("]"))]),
    ("\u{1B}[1", 250, []),
    ("\u{1B}[[", 250, []),
    ("\u{1B}[M!", 250, []),
    ("\u{1B}O5", 250, []),
    ("\u{1B}]0;title", 250, []),
    ("\u{1B}]0;title\u{1B}", 250, []),
    ("\u{1B}[200~", 2000, [.paste([])]),
    ("\u{1B}[200~ab\u{1B}[20", 2000, [.paste(Array("ab\u{1B}[20".utf8))]),
  ])
  func timesOut(text: String, milliseconds: Int, events: [InputEvent]) {
    var decoder = InputDecoder()
    #expect(decoder.feed(text.utf8) == [])
    #expect(decoder.needsTimeout)
    #expect(decoder.pendingTimeoutMilliseconds == milliseconds)
    #expect(decoder.timeout() == events)
    #expect(decoder.pendingTimeoutMilliseconds == nil)
    #expect(decoder.feed("k".utf8) == [.key(.scalar("k"))])
  }

  @Test func escapeIsNotDelayedForASecondOne() {
    var decoder = InputDecoder(escapeDelayMilliseconds: 50)
    #expect(decoder.feed("\u{1B}\u{1B}".utf8) == [.key(.escape)])
    #expect(decoder.pendingTimeoutMilliseconds == 50)
    #expect(decoder.timeout() == [.key(.escape)])
  }

  @Test func characterMayPause() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0xC3]) == [])
    #expect(decoder.pendingTimeoutMilliseconds == nil)
    #expect(decoder.feed([0xA9]) == [.key(.scalar("é"))])
  }

  @Test func sequencesOfTerminfoWin() {
    var decoder = InputDecoder(extra: [
      Array("\u{1B}[1;2P".utf8): .function(13), Array("\u{1B}[[A".utf8): .up,
      Array("\u{1B}OZ".utf8): .backTab, Array("\u{1B}9".utf8): .end,
    ])
    #expect(
      decoder.feed("\u{1B}[1;2P\u{1B}[[A\u{1B}OZ\u{1B}9\u{1B}[1;2Q".utf8)
        == [.key(.function(13)), .key(.up), .key(.backTab), .key(.end), .key(.function(2))])
  }

  @Test func pasteIsCutAtOneMebibyte() {
    var decoder = InputDecoder()
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    let bytes = Array("\u{1B}[200~".utf8) + text + Array("bcd\u{1B}[201~k".utf8)
    #expect(decoder.feed(bytes) == [.paste(text), .key(.scalar("k"))])
  }

  @Test func recoversFromAnyBytes() {
    var random = SeededGenerator(seed: 1)
    var decoder = InputDecoder()
    let often = Array("\u{1B}[]O;<M~u0192P_\\\u{7}".utf8)
    for _ in 0..<100_000 {
      let byte = Bool.random(using: &random) ? often.randomElement(using: &random) : nil
      _ = decoder.feed([byte ?? UInt8.random(in: 0...255, using: &random)])
      guard Int.random(in: 0..<50, using: &random) == 0 else { continue }
      _ = decoder.timeout()
      #expect(decoder.pendingTimeoutMilliseconds == nil)
      #expect(decoder.feed([0x6B]) == [.key(.scalar("k"))])
    }
  }
}

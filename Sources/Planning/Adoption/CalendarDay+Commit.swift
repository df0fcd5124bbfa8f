import Values

extension CalendarDay {
  /// The day a commit was made, where it was made: of the line `committer NAME <MAIL> SECONDS +HHMM`.
  init?(ofCommit contents: [UInt8]) {
    let lines = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .prefix { !$0.isEmpty }
    guard let line = lines.first(where: { $0.starts(with: "committer ".utf8) }) else { return nil }
    let words = line.split(separator: UInt8(ascii: " ")).suffix(2).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard words.count == 2, let seconds = Int(words[0]), let zone = Int(words[1]),
      let day = CalendarDay.utc(at: seconds + zone / 100 * 3600 + zone % 100 * 60)
    else { return nil }
    self = day
  }
}

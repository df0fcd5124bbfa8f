import Values

extension SourceCall {
  /// The call in short, as it stands in its file: what is called, the name, and what tells of static
  /// files; `Blueprint("admin", static_folder="static")`.
  func text(in bytes: [UInt8], named: Bool) -> String {
    let function = String(decoding: name.split(separator: BytePath.dot).last ?? [], as: UTF8.self)
    var words: [String] = []
    if named, let first = arguments.first(where: { $0.keyword == nil }) {
      words.append(Self.line(bytes[first.value]))
    }
    for argument in arguments {
      guard let keyword = argument.keyword else { continue }
      let name = String(decoding: keyword, as: UTF8.self)
      if ["url_prefix", "static_folder", "static_url_path"].contains(name) {
        words.append("\(name)=\(Self.line(bytes[argument.value]))")
      }
    }
    return "\(function)(\(words.joined(separator: ", ")))"
  }

  /// Source in one line, a long one cut.
  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    let words = bytes.split(whereSeparator: \.isSpace).map { String(decoding: $0, as: UTF8.self) }
    let text = words.joined(separator: " ")
    return text.count > 60 ? "\(text.prefix(59))…" : text
  }
}

/// A call in Python source that tells how a project serves its files.
struct SourceCall {
  /// The dotted name that is called, `app.route`.
  let name: [UInt8]
  /// The place behind the call.
  let end: Int
  /// The place of the name.
  let start: Int
  /// The arguments, as text where they are strings.
  let arguments: [(keyword: [UInt8]?, value: Range<Int>, parts: [TargetPart])]

  /// The argument with a keyword.
  func value(_ keyword: String) -> [TargetPart]? {
    arguments.first { $0.keyword?.elementsEqual(keyword.utf8) ?? false }?.parts
  }

  /// The range of the argument with a keyword.
  func range(_ keyword: String) -> Range<Int>? {
    arguments.first { $0.keyword?.elementsEqual(keyword.utf8) ?? false }?.value
  }

  /// An argument by its place among those without keywords.
  func positional(_ index: Int) -> [TargetPart]? {
    let all = arguments.filter { $0.keyword == nil }
    return index < all.count ? all[index].parts : nil
  }
}

extension [TargetPart] {
  /// The text of parts that are text alone.
  package var plainText: String? {
    switch count {
    case 0: ""
    case 1:
      if case .literal(let text) = self[0] { String(decoding: text, as: UTF8.self) } else { nil }
    default: nil
    }
  }

  /// The last piece of text.
  var lastText: String? {
    guard case .literal(let text)? = last else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}

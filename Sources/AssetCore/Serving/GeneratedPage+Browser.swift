import Site
import Values

extension GeneratedPage {
  /// The page with its next URLs for a browser that opens it as a file: relative URLs lead to the site.
  public var browserPage: [UInt8] {
    let element = Array("<base href=\"\(HTMLText.escaped(base.text))\">".utf8)
    // Behind the doctype, without which browsers lay a page out by older rules.
    var place = next.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var start = place
    while start < next.count, next[start].isSpace { start += 1 }
    let doctype = Array("<!doctype".utf8)
    let head = next[start...].prefix(doctype.count).map(\.lowered)
    if head == doctype, let end = next[start...].firstIndex(of: UInt8(ascii: ">")) {
      place = end + 1
    }
    return Array(next[..<place]) + element + Array(next[place...])
  }
}

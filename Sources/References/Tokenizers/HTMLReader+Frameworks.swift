import Values

/// Attributes of frameworks that run in the browser: Vue, Alpine, Angular, htmx, and those of a project's own
/// elements and scripts.
extension HTMLReader {
  /// What an attribute of a framework holds; nil for one that is none.
  ///
  /// Vue's and Alpine's directives (`:src`, `v-bind:src`, `@click`, `x-data`) and Angular's bindings
  /// (`[src]`, `(click)`, `*ngIf`, `ng-include`) hold JavaScript; `ng-src` and htmx's `hx-get` hold URLs.
  func frameworkKind(_ name: Range<Int>) -> Kind? {
    switch bytes[name.lowerBound] {
    case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "("),
      UInt8(ascii: "*"):  // : @ [ ( *
      return name.count > 1 ? .script : nil
    case UInt8(ascii: "v") where scan.matches("v-", at: name.lowerBound),
      UInt8(ascii: "x") where scan.matches("x-", at: name.lowerBound):
      return .script
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return angular(name)
    case UInt8(ascii: "d") where scan.matches("data-", at: name.lowerBound):
      let rest = (name.lowerBound + 5)..<name.upperBound
      return rest.isEmpty
        ? nil : scan.byte(rest.lowerBound) == UInt8(ascii: "n") ? angular(rest) : htmx(rest)
    case UInt8(ascii: "b") where scan.matches("bind-", at: name.lowerBound),
      UInt8(ascii: "h") where scan.matches("hx-on", at: name.lowerBound):
      return .script
    case UInt8(ascii: "h"), UInt8(ascii: "s"), UInt8(ascii: "w"):  // h s w
      return htmx(name)
    default: return nil
    }
  }

  private func angular(_ name: Range<Int>) -> Kind? {
    guard scan.matches("ng-", at: name.lowerBound) || scan.matches("ngsrc", at: name.lowerBound)
    else { return nil }
    if scan.equals(name, "ng-srcset") { return .candidates }
    let urls: [StaticString] = ["ng-src", "ng-href", "ngsrc", "ngsrcset"]
    return urls.contains { scan.equals(name, $0) } ? .url(isCertain: false) : .script
  }

  private func htmx(_ name: Range<Int>) -> Kind? {
    let urls: [StaticString] = [
      "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "sse-connect", "ws-connect",
    ]
    return urls.contains { scan.equals(name, $0) } ? .url(isCertain: false) : nil
  }

  /// What an attribute may hold that HTML does not know: one of an element of the project's own, of a
  /// framework's, or one whose value is a path below a root.
  func ownKind(_ name: Range<Int>, of element: Range<Int>) -> Kind {
    if scan.first(UInt8(ascii: "-"), in: element) != nil { return isText(name) ? .none : .own }
    for index in name {
      switch bytes[index] {
      case UInt8(ascii: "-") where index > name.lowerBound, UInt8(ascii: ":"), UInt8(ascii: "."):
        return isText(name) ? .none : .own
      default: break
      }
    }
    return name.count == 1 && bytes[name.lowerBound] == UInt8(ascii: "_") ? .own : .none
  }

  /// Whether an attribute is text for people: `alt`, `title`, `aria-label`.
  private func isText(_ name: Range<Int>) -> Bool {
    if scan.matches("aria-", at: name.lowerBound) || scan.matches("xmlns", at: name.lowerBound) {
      return true
    }
    let texts: [StaticString] = [
      "alt", "title", "label", "placeholder", "class", "id", "name", "http-equiv",
      "accept-charset", "xml:lang", "xml:space",
    ]
    return texts.contains { scan.equals(name, $0) }
  }

  /// Takes the value of any other attribute that is a path below a root.
  func takePath(_ attribute: HTMLAttribute) {
    let isBelow = scan.rules.prefixes.contains { bytes[attribute.value].starts(with: $0) }
    guard isBelow, !isText(attribute.name) else { return }
    readURL(attribute.value, isOpen: attribute.isOpen, isCertain: false, isList: true)
  }

  /// Takes the value of an attribute that HTML does not know: a URL below a root, JSON, or a script.
  func takeOwn(_ attribute: HTMLAttribute) {
    let value = attribute.value
    guard value.count > 4, scan.first(UInt8(ascii: "/"), in: value) != nil else { return }
    let text = scan.decoded(value, inString: stringForm != nil)
    var start = 0
    while start < text.bytes.count, text.bytes[start].isSpace { start += 1 }
    let head = text.bytes[start...]
    if scan.rules.prefixes.contains(where: { head.starts(with: $0) }) {
      readURL(value, isOpen: attribute.isOpen, isCertain: false, isList: true)
    } else if head.first == UInt8(ascii: "{") || head.first == UInt8(ascii: "["),
      head.contains(UInt8(ascii: "\""))
    {
      readURL(value, isOpen: attribute.isOpen, isCertain: false, isList: true)
    } else if head.contains(where: { $0.isQuote || $0 == UInt8(ascii: "`") }) {
      scan.scan(text) { $0.scanJavaScript(0..<text.bytes.count) }
    }
  }

  /// Whether a `meta` leads on to another page.
  var isRefresh: Bool {
    guard let name = value(of: "http-equiv") else { return false }
    return scan.equals(name, "refresh")
  }

  /// Whether a `meta` stands for a `Link` header.
  var isLinkHeader: Bool {
    guard let name = value(of: "http-equiv") else { return false }
    return scan.equals(name, "link")
  }

  /// Takes the URLs of `</a.css>; rel=preload, </b.js>; rel=preload` (RFC 8288, section 3).
  func takeLink(_ value: Range<Int>) {
    let text = scan.decoded(value, inString: stringForm != nil)
    scan.scan(text) { inner in
      var start = 0
      while let open = inner.first(UInt8(ascii: "<"), in: start..<text.bytes.count),
        let close = inner.first(UInt8(ascii: ">"), in: open..<text.bytes.count)
      {
        start = close
        let url = inner.text((open + 1)..<close)
        let path = url.bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if FileExtensions.ends(path) {
          inner.add(url, ReferenceScan.URLUse(form: stringForm ?? .attribute))
        }
      }
    }
  }

  /// Takes the URL of `5; url='/next.html'` (WHATWG HTML, section 4.2.5.3).
  func takeRefresh(_ value: Range<Int>) {
    guard
      let semicolon = scan.first(UInt8(ascii: ";"), in: value)
        ?? scan.first(UInt8(ascii: ","), in: value)
    else { return }
    var start = semicolon + 1
    while start < value.upperBound, scan.bytes[start].isSpace { start += 1 }
    // What has no `url=` in front is a URL as well.
    if scan.matches("url", at: start) {
      var behind = start + 3
      while behind < value.upperBound, scan.bytes[behind].isSpace { behind += 1 }
      if scan.byte(behind) == UInt8(ascii: "=") {
        start = behind + 1
        while start < value.upperBound, scan.bytes[start].isSpace { start += 1 }
      }
    }
    var end = value.upperBound
    if start < end, scan.bytes[start].isQuote {
      end = scan.first(scan.bytes[start], in: (start + 1)..<end) ?? end
      start += 1
    }
    guard start < end else { return }
    readURL(start..<end, isOpen: false, isCertain: false)
  }
}

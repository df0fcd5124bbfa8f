/// Attributes of frameworks that run in the browser: Vue, Alpine, Angular, htmx.
extension HTMLReader {
  /// What an attribute of a framework holds; nil for one that is none.
  ///
  /// Vue's and Alpine's directives (`:src`, `v-bind:src`, `@click`, `x-data`) and Angular's bindings
  /// (`[src]`, `(click)`, `*ngIf`, `ng-include`) hold JavaScript; `ng-src` and htmx's `hx-get` hold URLs.
  func frameworkKind(_ name: Range<Int>) -> Kind? {
    switch bytes[name.lowerBound] {
    case 0x3A, 0x40, 0x5B, 0x28, 0x2A:  // : @ [ ( *
      return name.count > 1 ? .script : nil
    case 0x76 where scan.matches("v-", at: name.lowerBound),
      0x78 where scan.matches("x-", at: name.lowerBound):
      return .script
    case 0x6E, 0x4E:  // n
      return angular(name)
    case 0x64 where scan.matches("data-", at: name.lowerBound):
      let rest = (name.lowerBound + 5)..<name.upperBound
      return rest.isEmpty ? nil : scan.byte(rest.lowerBound) == 0x6E ? angular(rest) : htmx(rest)
    case 0x68, 0x73, 0x77:  // h s w
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

  /// Whether a `meta` leads on to another page.
  var isRefresh: Bool {
    guard let name = value(of: "http-equiv") else { return false }
    return scan.equals(name, "refresh")
  }

  /// Takes the URL of `5; url='/next.html'` (WHATWG HTML, section 4.2.5.3).
  func takeRefresh(_ value: Range<Int>) {
    guard let semicolon = scan.first(0x3B, in: value) ?? scan.first(0x2C, in: value) else { return }
    var start = semicolon + 1
    while start < value.upperBound, scan.bytes[start].isSpace { start += 1 }
    guard scan.matches("url", at: start) else { return }
    start += 3
    while start < value.upperBound, scan.bytes[start].isSpace || scan.bytes[start] == 0x3D {
      start += 1
    }
    var end = value.upperBound
    if start < end, scan.bytes[start].isQuote {
      end = scan.first(scan.bytes[start], in: (start + 1)..<end) ?? end
      start += 1
    }
    guard start < end else { return }
    take(start..<end, isOpen: false, isCertain: false)
  }
}

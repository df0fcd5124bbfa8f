import Values

/// Calls and properties of scripts whose strings are URLs that a browser asks for.
enum FetchNames {
  /// Whether a call asks for the URLs that it is handed.
  static func isCall(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    let text = UnsafeBufferPointer(rebasing: scan.bytes[name])
    if calls.contains(text, lowering: true) || isWorkerCall(name, in: scan) { return true }
    // `$.get(…)` asks, `app.get(…)` answers.
    guard requests.contains(text, lowering: true),
      scan.byte(name.lowerBound - 1) == UInt8(ascii: ".")
    else {
      return false
    }
    let end = name.lowerBound - 1
    var start = end
    while scan.byte(start - 1).isNameByte || scan.byte(start - 1) == UInt8(ascii: "$") {
      start -= 1
    }
    return clients.contains(UnsafeBufferPointer(rebasing: scan.bytes[start..<end]), lowering: true)
  }

  /// Whether a call is one of a worker's, which counts relative URLs from its own.
  static func isWorkerCall(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    workerCalls.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: true)
  }

  /// Whether what a property or member is set to is asked for, `s.src = …`, `{url: …}`.
  static func isProperty(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    properties.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: false)
  }

  // The platform's (WHATWG Fetch, HTML "workers", Service Workers, XMLHttpRequest), and those of jQuery,
  // axios and Workbox.
  private static let calls = WordSet([
    "fetch", "worker", "sharedworker", "register", "request", "audio", "eventsource", "open",
    "addmodule", "getjson", "getscript", "ajax", "axios", "load", "loadscript", "loadcss",
  ])

  private static let requests = WordSet(["get", "post", "head"])

  private static let clients = WordSet(["$", "jquery", "axios", "http", "xhr"])

  private static let workerCalls = WordSet([
    "importscripts", "addall", "precacheandroute", "precache", "addtocachelist",
  ])

  private static let properties = WordSet(["src", "href", "srcset", "poster", "url"])
}

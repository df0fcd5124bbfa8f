import Values

/// Calls and properties of scripts whose strings are URLs that a browser asks for.
enum FetchNames {
  /// Whether a call asks for the URLs that it is handed.
  static func isCall(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    calls.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: true)
      || isWorkerCall(name, in: scan)
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
    "addmodule", "get", "getjson", "getscript", "post", "ajax", "axios", "load", "loadscript",
    "loadcss",
  ])

  private static let workerCalls = WordSet([
    "importscripts", "addall", "precacheandroute", "precache", "addtocachelist",
  ])

  private static let properties = WordSet(["src", "href", "srcset", "poster", "url"])
}

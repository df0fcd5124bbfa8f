import Values

/// The headers of an answer.
public struct HTTPHeaders: Equatable, Sendable {
  /// Names in lower case, and values, in order.
  private var all: [(name: String, value: String)] = []

  /// Makes headers.
  public init(_ all: [(String, String)] = []) {
    self.all = all.map { ($0.0.lowercased(), $0.1) }
  }

  /// Reads the headers that curl put down: of several answers, as of an interim one, the last.
  public init(parsing bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let text = String(
        decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      if text.hasPrefix("HTTP/") {
        all = []
      } else if let colon = text.firstIndex(of: ":"), all.count < 500 {
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        all.append((text[..<colon].lowercased(), String(value)))
      }
    }
  }

  /// The values of a header, joined by commas; nil where there is none.
  public subscript(name: String) -> String? {
    let values = all.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The elements of a header that is a list, in lower case.
  func list(_ name: String) -> [String] {
    (self[name] ?? "").split(separator: ",").map {
      $0.lowercased().trimmingSpaces
    }
  }

  /// The media type, `text/css`; nil where none is told.
  var type: String? {
    self["content-type"].map { $0.prefix { $0 != ";" && $0 != "," }.lowercased().trimmingSpaces }
  }

  /// The content encoding; nil where there is none.
  var encoding: String? {
    list("content-encoding").first { $0 != "identity" && !$0.isEmpty }
  }

  /// Compares names and values, in their order.
  public static func == (left: HTTPHeaders, right: HTTPHeaders) -> Bool {
    left.all.elementsEqual(right.all) { $0 == $1 }
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  var trimmingSpaces: String {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}

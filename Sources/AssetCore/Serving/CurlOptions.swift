/// What a person tells curl besides URLs; each is as in curl(1).
public struct CurlOptions: Sendable {
  /// `Name: value` each.
  public var headers: [String]
  /// `name:password`.
  public var user: String?
  /// A file of certificates.
  public var certificates: String?
  /// Whether certificates are not looked at.
  public var isInsecure: Bool
  /// The time of a request at most, in seconds.
  public var seconds: Int

  /// Makes options.
  public init(
    headers: [String] = [], user: String? = nil, certificates: String? = nil,
    isInsecure: Bool = false, seconds: Int = Fetching.seconds
  ) {
    self.headers = headers
    self.user = user
    self.certificates = certificates
    self.isInsecure = isInsecure
    self.seconds = seconds
  }

  /// The lines of a configuration (curl(1), `--config`) for some requests.
  ///
  /// - Parameters:
  ///   - folder: where bodies and headers go, by the requests' numbers.
  ///   - agent: the name that servers are told.
  func configuration(_ requests: [ServedRequest], in folder: String, agent: String) -> String {
    var text = "no-progress-meter\nparallel\nparallel-max = 8\n"
    for (number, request) in requests.enumerated() {
      if number > 0 { text += "next\n" }
      var lines: [(String, String)] = [
        ("url", request.url.text), ("output", "\(folder)/\(number).body"),
        ("dump-header", "\(folder)/\(number).head"),
        ("write-out", "%{stderr}\n@\(number) %{exitcode} %{http_code}\n"), ("proto", "=http,https"),
        ("max-time", "\(seconds)"), ("connect-timeout", "\(min(10, seconds))"),
        ("max-filesize", "\(Fetching.largest)"), ("user-agent", agent),
      ]
      switch request.variant {
      case .identity, .browser, .again: break
      case .gzip, .br, .zstd:
        lines.append(("header", "Accept-Encoding: \(request.variant.rawValue)"))
      }
      lines += headers.map { ("header", $0) }
      if let user { lines.append(("user", user)) }
      if let certificates { lines.append(("cacert", certificates)) }
      text += lines.map { "\($0.0) = \"\(Self.escaped($0.1))\"\n" }.joined()
      text += "globoff\npath-as-is\n"
      if request.variant != .identity { text += "compressed\n" }
      if isInsecure { text += "insecure\n" }
    }
    return text
  }

  /// A text between the quotes of a configuration.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

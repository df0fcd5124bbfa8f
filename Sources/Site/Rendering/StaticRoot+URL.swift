import Values

extension StaticRoot {
  /// The URL that `url_for` prints for an asset of this root, with its token.
  ///
  /// Path, query and prefix are encoded as the root's version of Werkzeug does; a host, and the
  /// script name, stand as the settings give them. A nil token gives the plain URL, as `v=None` does
  /// in Flask.
  ///
  /// - Parameters:
  ///   - path: the asset's path below the root; one that has no ``BytePath/urlProblem``, or there is
  ///     no URL.
  ///   - token: the version token.
  /// - Returns: nil for a path that no URL of Flask's can carry.
  public func url(of path: BytePath, token: Token?) -> String? {
    url(of: path, token: token, as: werkzeug)
  }

  /// The URL as pages have it: with the token only where the application adds it.
  package func servedURL(of path: BytePath, token: Token?) -> String? {
    url(of: path, token: tokens == .literal || added == .recorded ? token : nil)
  }

  /// A warning where the application does not add the recorded tokens; nil where it does.
  package var addedWarning: String? {
    guard tokens == .loader else { return nil }
    return switch added {
    case .recorded: nil
    case .none: "nothing adds the token: the page has the URL without it"
    case .others(let words): "the page has another token: \(words)"
    }
  }

  /// What stands before an asset's name in a URL, as a page has it: with the script name, encoded.
  public var servedPrefix: String {
    let (start, prefix) = splitURL(as: werkzeug)
    return start + "/" + prefix.drop { $0 == "/" }
  }

  /// The versions of Werkzeug that would print another URL than the root's own does, newest first;
  /// none for a path without a URL.
  public func otherProfiles(for path: BytePath) -> [WerkzeugProfile] {
    guard let url = url(of: path, token: nil) else { return [] }
    return WerkzeugProfile.allCases.filter { self.url(of: path, token: nil, as: $0) != url }
  }

  /// A warning where the URL of a path depends on the version of Werkzeug; nil where it does not.
  ///
  /// A token cannot make the difference: its letters read the same in every version.
  public func urlWarning(for path: BytePath) -> String? {
    let others = otherProfiles(for: path)
    let versions: String
    switch others {
    case []: return nil
    case [.only22, .until21]: versions = "2.2 and earlier"
    case [.since23, .only22]: versions = "2.2 and later"
    default: versions = others.map(\.words).joined(separator: ", and ")
    }
    return "Werkzeug \(versions) \(others == [.only22] ? "prints" : "print") another URL; "
      + "this is the one of \(werkzeug.words)"
  }

  /// The URL that `url_for` prints where the call itself hands over a query argument, `v='5'`.
  package func url(of path: BytePath, token: Token?, argument: URLArgument) -> String? {
    url(of: path, token: token, argument: argument, as: werkzeug)
  }

  /// A query argument's name and text, not encoded.
  package typealias URLArgument = (name: [UInt8], text: [UInt8])

  private func url(
    of path: BytePath, token: Token?, argument: URLArgument? = nil, as profile: WerkzeugProfile
  ) -> String? {
    guard path.urlProblem == nil else { return nil }
    let (start, prefix) = splitURL(as: profile)
    let name: String
    switch (placement, token) {
    case (_, nil), (.query, _?): name = PercentEncoding.path(path.bytes, as: profile)
    case (.filename, let token?):
      name = PercentEncoding.path(path.inserting(token).bytes, as: profile)
    case (.path, let token?):
      name = "\(token.text)/" + PercentEncoding.path(path.bytes, as: profile)
    }
    // Werkzeug joins the two with one slash, whatever the path starts with.
    let url = start + "/" + (prefix + name).drop { $0 == "/" }
    let added =
      placement == .query ? token.map { (Array(parameter.utf8), Array($0.text.utf8)) } : nil
    // The application's own argument comes last, and gives way to one of the same name.
    let query = [argument, argument?.name == added?.0 ? nil : added].compactMap { item in
      item.map { name, text in
        PercentEncoding.query(name, as: profile) + "=" + PercentEncoding.query(text, as: profile)
      }
    }
    return query.isEmpty ? url : url + "?" + query.joined(separator: "&")
  }

  /// The part of the URL that stands as it is (scheme and host, or the script name), and the
  /// encoded path behind it.
  private func splitURL(as profile: WerkzeugProfile) -> (start: String, prefix: String) {
    for scheme in ["https://", "http://", "//"] where url.utf8.starts(with: scheme.utf8) {
      let host = url.dropFirst(scheme.count).prefix { $0 != "/" }
      let path = url[host.endIndex...]
      return (scheme + host, PercentEncoding.prefix(path, as: profile))
    }
    return (scriptName, PercentEncoding.prefix(url[...], as: profile))
  }
}

extension StaticRoot {
  /// The URL that `url_for` prints for an asset of this root, with its token.
  ///
  /// The prefix stands as the settings give it; path and query are encoded as Werkzeug 2.3 and later
  /// do. A nil token gives the plain URL, as `v=None` does in Flask.
  ///
  /// - Parameters:
  ///   - path: the asset's path below the root; UTF-8, or there is no URL.
  ///   - token: the version token.
  /// - Returns: nil for a path that no URL of Flask's can carry.
  public func url(of path: BytePath, token: Token?) -> String? {
    guard path.text != nil, !path.bytes.contains(0x0A) else { return nil }
    guard let token else { return url + PercentEncoding.path(path.bytes) }
    switch placement {
    case .query:
      let parameter = PercentEncoding.query(parameter.utf8)
      return url + PercentEncoding.path(path.bytes)
        + "?\(parameter)=\(PercentEncoding.query(token.text.utf8))"
    case .filename: return url + PercentEncoding.path(path.inserting(token).bytes)
    case .path: return url + "\(token.text)/" + PercentEncoding.path(path.bytes)
    }
  }
}

extension BytePath {
  /// The path with a token before the name's last extension: `css/site.css` gives
  /// `css/site.T.css`; `.min.js` and `.css.map` count as one extension; a name without one, and a
  /// dotfile, get the token at the end.
  func inserting(_ token: Token) -> BytePath {
    let name = name
    let folder = bytes[..<(bytes.count - name.count)]
    let cut = BytePath.extensionStart(of: name)
    return BytePath(bytes: folder + name[..<cut] + [BytePath.dot] + token.text.utf8 + name[cut...])
  }

  private static func extensionStart(of name: ArraySlice<UInt8>) -> Int {
    guard let last = name.lastIndex(of: dot), last > name.startIndex else { return name.endIndex }
    let ending = name[last...]
    guard let inner = name[..<last].lastIndex(of: dot), inner > name.startIndex else { return last }
    let isCompound =
      name[inner..<last].elementsEqual(".min".utf8) || ending.elementsEqual(".map".utf8)
    return isCompound ? inner : last
  }
}

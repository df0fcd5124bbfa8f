extension AssetKind {
  /// The HTML that puts an asset into a page, or nil for a kind that has no tag of its own.
  ///
  /// - Parameter url: the URL, not escaped.
  public func tag(url: String) -> String? {
    let url = HTMLText.escaped(url)
    return switch self {
    case .stylesheet: #"<link rel="stylesheet" href="\#(url)">"#
    case .script(isModule: false): #"<script src="\#(url)"></script>"#
    case .script(isModule: true): #"<script type="module" src="\#(url)"></script>"#
    case .image: #"<img src="\#(url)" alt="">"#
    // A preload of a font is fetched in CORS mode, also from the same origin (HTML, "preload").
    case .font(let type):
      #"<link rel="preload" href="\#(url)" as="font" type="\#(type)" crossorigin>"#
    case .icon(let rel): #"<link rel="\#(rel)" href="\#(url)">"#
    case .manifest: #"<link rel="manifest" href="\#(url)">"#
    case .other: nil
    }
  }
}

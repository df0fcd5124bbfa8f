import Formats

extension AssetKind {
  /// The HTML that puts an asset into a page, or nil for a kind that has no tag of its own.
  ///
  /// - Parameters:
  ///   - url: the URL, not escaped.
  ///   - details: what else the tag says; what its kind has no use for is left out.
  public func tag(url: String, details: TagDetails = TagDetails()) -> String? {
    let url = HTMLText.escaped(url)
    // What is checked must be fetched in CORS mode (Subresource Integrity, section 3.3).
    let integrity = details.integrity.map { #" integrity="\#($0)" crossorigin"# } ?? ""
    return switch self {
    case .stylesheet: #"<link rel="stylesheet" href="\#(url)"\#(integrity)>"#
    case .script(isModule: false): #"<script src="\#(url)"\#(integrity)></script>"#
    case .script(isModule: true): #"<script type="module" src="\#(url)"\#(integrity)></script>"#
    case .image: #"<img src="\#(url)"\#(details.sourceSet(besides: url))\#(details.sides) alt="">"#
    // A preload of a font is fetched in CORS mode, also from the same origin (HTML, "preload").
    case .font(let type):
      #"<link rel="preload" href="\#(url)" as="font" type="\#(type)" crossorigin>"#
    case .icon(let rel): #"<link rel="\#(rel)" href="\#(url)">"#
    case .manifest: #"<link rel="manifest" href="\#(url)">"#
    case .video: #"<video src="\#(url)" controls></video>"#
    case .audio: #"<audio src="\#(url)" controls></audio>"#
    case .other: nil
    }
  }
}

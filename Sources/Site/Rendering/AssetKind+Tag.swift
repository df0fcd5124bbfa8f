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

/// What a tag says besides the asset's URL.
public struct TagDetails: Equatable, Sendable {
  /// The size of an image.
  public var size: ImageSize?
  /// The same image for denser screens, the least dense first.
  public var denser: [DenserImage]
  /// The value of the `integrity` attribute, `sha384-…`.
  public var integrity: String?

  /// Makes details; without any, a tag has none.
  public init(size: ImageSize? = nil, denser: [DenserImage] = [], integrity: String? = nil) {
    self.size = size
    self.denser = denser
    self.integrity = integrity
  }

  fileprivate var sides: String {
    size.map { #" width="\#($0.width)" height="\#($0.height)""# } ?? ""
  }

  /// - Parameter url: the image's own URL, escaped.
  fileprivate func sourceSet(besides url: String) -> String {
    if denser.isEmpty { return "" }
    let sources = denser.map { "\(HTMLText.escaped($0.url)) \($0.density)x" }
    return #" srcset="\#(([url + " 1x"] + sources).joined(separator: ", "))""#
  }
}

/// An image for screens with more than one pixel to a CSS pixel.
public struct DenserImage: Equatable, Sendable {
  /// The URL, not escaped.
  public var url: String
  /// The pixels to a CSS pixel, each way.
  public var density: Int

  /// Makes an image.
  public init(url: String, density: Int) {
    self.url = url
    self.density = density
  }
}

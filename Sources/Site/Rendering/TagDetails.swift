import Formats

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

  var sides: String {
    size.map { #" width="\#($0.width)" height="\#($0.height)""# } ?? ""
  }

  /// - Parameter url: the image's own URL, escaped.
  func sourceSet(besides url: String) -> String {
    if denser.isEmpty { return "" }
    let sources = denser.map { "\(HTMLText.escaped($0.url)) \($0.density)x" }
    return #" srcset="\#(([url + " 1x"] + sources).joined(separator: ", "))""#
  }
}

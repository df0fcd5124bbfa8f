import Formats

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

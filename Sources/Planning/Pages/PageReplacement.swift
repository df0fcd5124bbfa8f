import Values

/// What stands in a page in place of a reference: as the page is served now, and as it will be.
public struct PageReplacement: Equatable, Sendable {
  /// The place in the template, in bytes from 0.
  public var range: Range<Int>
  /// The asset that is named.
  public var asset: AssetID
  /// What stands there now, escaped for the page.
  public var now: [UInt8]
  /// What will stand there, escaped for the page.
  public var next: [UInt8]

  /// Makes a replacement.
  public init(range: Range<Int>, asset: AssetID, now: [UInt8], next: [UInt8]) {
    self.range = range
    self.asset = asset
    self.now = now
    self.next = next
  }
}

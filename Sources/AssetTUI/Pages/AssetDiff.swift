import Formats
import Planning
import Site
import Values

/// What changed in an asset since its token was given.
public struct AssetDiff: Equatable, Sendable {
  /// What there is to tell.
  let content: Content
  /// The size now, in bytes.
  let size: Int
  /// The size that the recorded bytes had; nil where they are not known.
  let oldSize: Int?

  /// What there is to tell of a change.
  enum Content: Equatable, Sendable {
    /// The lines of a text that differ.
    case lines([ChangedLine], added: Int, removed: Int)
    /// Two images, and the sizes at which they are shown, as far as their headers tell.
    case image(old: ImageSize?, new: ImageSize?)
    /// Bytes of another kind, or too many to compare.
    case bytes
    /// The recorded bytes are not known, and why.
    case unknown(String)
  }

  /// Compares the bytes that are recorded with those that lie on disk.
  ///
  /// - Parameters:
  ///   - old: the recorded bytes, or why they are not known, in words.
  ///   - new: the bytes on disk.
  ///   - name: the name of the file, for the lines of a text.
  public init(old: Result<[UInt8], Failure>, new: [UInt8], name: BytePath) {
    size = new.count
    switch old {
    case .failure(let failure):
      oldSize = nil
      content = .unknown(failure.words)
    case .success(let old):
      oldSize = old.count
      content = AssetDiff.content(from: old, to: new, name)
    }
  }

  /// Why the recorded bytes are not known.
  public struct Failure: Error, Equatable, Sendable {
    let words: String

    /// Makes one of words.
    public init(_ words: String) { self.words = words }
  }

  /// The most bytes of a text that is compared line by line.
  private static let longest = 1 << 20

  private static func content(from old: [UInt8], to new: [UInt8], _ name: BytePath) -> Content {
    let sizes = [old, new].map { ImageSize(of: $0.prefix(ImageSize.headerLimit)) }
    let isText = isText(old) && isText(new)
    if !isText, sizes[0] != nil || sizes[1] != nil { return .image(old: sizes[0], new: sizes[1]) }
    guard isText, old.count <= longest, new.count <= longest else { return .bytes }
    let lines = ChangedLine.all(of: FileEdit(path: name, name: name, before: old, after: new))
    return .lines(
      lines, added: lines.count { $0.new != nil }, removed: lines.count { $0.old != nil })
  }

  private static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  /// `4 lines changed`, `800x600 → 1024x768`; nil where the recorded bytes are not known.
  func sentence(arrow: String) -> String? {
    guard case .lines(_, let added, let removed) = content else { return words(arrow: arrow) }
    return "\(Words.count(added + removed, "line", "lines")) changed"
  }

  /// `+3 -1 lines`, `12 KiB → 14 KiB`; nil where the recorded bytes are not known.
  func words(arrow: String) -> String? {
    switch content {
    case .lines(_, let added, let removed): return "+\(added) -\(removed) lines"
    case .image(let old?, let new?) where old != new:
      return "\(old.width)x\(old.height) \(arrow) \(new.width)x\(new.height)"
    case .image, .bytes:
      guard let oldSize else { return nil }
      return "\(SizeText.short(of: UInt64(oldSize))) \(arrow) \(SizeText.short(of: UInt64(size)))"
    case .unknown: return nil
    }
  }
}

import Disk
import Formats
import Values

/// What an asset's tag says that stands in no name: it was read from the file.
public struct FileFacts: Equatable, Sendable {
  /// The size of an image, as far as its header gives one.
  public var imageSize: ImageSize?
  /// The value of the `integrity` attribute, where it was asked for and the kind takes it.
  public var integrity: String?
  /// Why the file could not be read.
  public var problem: FileError?

  /// Makes facts; without any, nothing is known.
  public init(
    imageSize: ImageSize? = nil, integrity: String? = nil, problem: FileError? = nil
  ) {
    self.imageSize = imageSize
    self.integrity = integrity
    self.problem = problem
  }

  /// Whether a tag of this kind says anything that stands in the file.
  ///
  /// - Parameter integrity: whether stylesheets and scripts get an `integrity` attribute.
  public static func areNeeded(for kind: AssetKind, integrity: Bool) -> Bool {
    kind == .image || (integrity && kind.takesIntegrity)
  }

  /// Reads what a tag of a kind says; nothing of a file that it says nothing of.
  ///
  /// Of an image the first ``ImageSize/headerLimit`` bytes are read, of what gets an `integrity`
  /// attribute all, 64 MiB at most.
  public static func read(
    _ file: BytePath, for kind: AssetKind, integrity: Bool, from fileSystem: some FileSystem
  ) -> FileFacts {
    guard areNeeded(for: kind, integrity: integrity) else { return FileFacts() }
    do throws(FileError) {
      if kind == .image {
        let start = try fileSystem.readStart(of: file, limit: ImageSize.headerLimit)
        return FileFacts(imageSize: ImageSize(of: start[...]))
      }
      return FileFacts(integrity: Self.integrity(of: try fileSystem.read(file, limit: sizeLimit)))
    } catch {
      return FileFacts(problem: error)
    }
  }

  /// The value of the `integrity` attribute for these bytes (W3C Subresource Integrity, section
  /// 3.1).
  public static func integrity(of bytes: [UInt8]) -> String {
    Integrity(of: bytes, by: .sha384).description
  }

  /// Far larger than any script that a page loads.
  package static let sizeLimit = 64 << 20
}

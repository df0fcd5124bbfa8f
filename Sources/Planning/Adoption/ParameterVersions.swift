import Disk
import References
import Site
import Values

/// The values that parameters have in the versions of files, each version read once.
final class ParameterVersions {
  /// A parameter of an asset's URLs.
  struct Use: Hashable {
    let asset: AssetID
    let name: [UInt8]
  }

  private struct Version: Hashable {
    let blob: ObjectID
    let file: BytePath
  }

  private let objects: any ObjectReader
  private let read: ([UInt8], BytePath) -> [(AssetID, UnclearParameter)]
  private var known: [Version: [Use: UnclearParameter?]] = [:]

  init(
    _ objects: any ObjectReader,
    read: @escaping ([UInt8], BytePath) -> [(AssetID, UnclearParameter)]
  ) {
    self.objects = objects
    self.read = read
  }

  /// The value of each parameter in a version of a file; nil for one that has several.
  func values(
    in blob: ObjectID, _ file: BytePath
  ) throws(GitError) -> [Use: UnclearParameter?] {
    let version = Version(blob: blob, file: file)
    if let found = known[version] { return found }
    var values: [Use: UnclearParameter?] = [:]
    if let contents = try objects.contents(of: blob),
      contents.count <= ReferenceReader.largestFile
    {
      for (asset, parameter) in read(contents, file) {
        let use = Use(asset: asset, name: parameter.name)
        if let other = values[use], other != parameter {
          values[use] = .some(nil)
        } else {
          values[use] = .some(parameter)
        }
      }
    }
    known[version] = values
    return values
  }
}

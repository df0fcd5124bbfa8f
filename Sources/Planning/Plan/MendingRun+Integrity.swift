import Disk
import References
import Site
import Values

// The `integrity` attributes beside tokens.
extension MendingRun {
  /// What an asset's `integrity` attribute is to say, where it is not of the bytes that the asset will
  /// have.
  ///
  /// Of an asset in a cycle it stays, for its bytes are not known yet; so it does where the asset is
  /// another by now than the one whose digest was taken.
  func integrity(beside reference: Reference, of id: AssetID, in bytes: [UInt8]) -> TokenSplice? {
    guard let attribute = reference.integrity, !circling.contains(id),
      attribute.range.upperBound <= bytes.count,
      bytes[attribute.range].elementsEqual(attribute.text),
      let integrity = Integrity(attribute.text), let contents = contents(of: id),
      !integrity.matches(contents)
    else { return nil }
    return TokenSplice(
      replacing: attribute.range, by: Array(integrity.renewed(for: contents).description.utf8))
  }

  /// The bytes that an asset will have.
  func contents(of id: AssetID) -> [UInt8]? {
    guard let entry = inventory[id], let file = entry.file?.relative(to: mending.folder) else {
      return nil
    }
    if let edited = contents[file] { return edited }
    guard let read = mending.guarded[file], Digest.of(read) == entry.digest else { return nil }
    return read
  }
}

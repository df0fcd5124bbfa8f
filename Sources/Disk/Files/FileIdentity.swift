import Values

/// The number of a file on a device, equal for all names of one file.
public struct FileIdentity: Hashable, Sendable {
  /// The device's number.
  public var device: UInt64
  /// The file's number on that device.
  public var inode: UInt64

  /// Makes an identity.
  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

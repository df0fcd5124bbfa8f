import Disk
import Values

/// A name below a static root that cannot be versioned or served.
public struct Problem: Equatable, Sendable {
  /// The name, as an asset's.
  public var id: AssetID
  /// What is wrong with it.
  public var reason: Reason
  /// Whether the name is a folder, so that nothing is known of what lies below it.
  public var isFolder: Bool

  /// Makes a problem with a name.
  public init(id: AssetID, reason: Reason, isFolder: Bool = false) {
    self.id = id
    self.reason = reason
    self.isFolder = isFolder
  }

  /// What can be wrong with a name.
  public enum Reason: Equatable, Sendable {
    /// The file system would not list or read it.
    case unreadable(FileError.Reason)
    /// A FIFO, a socket or a device.
    case notFile(FileKind)
    /// The name is not UTF-8: `url_for` raises UnicodeEncodeError (Flask 3.1.3).
    case notUTF8
    /// The name holds a line feed: its URL answers 404 (Werkzeug's `path` converter; 500 where the
    /// name starts with it).
    case lineFeed
    /// The file's own name holds a carriage return: its URL answers 500, for a header would hold it
    /// (Flask 3.1.3 and 2.2.5; 1.1.4 served it).
    case carriageReturn
    /// A symbolic link to nothing.
    case brokenLink
    /// A symbolic link that leads out of the root, to this path.
    case linkOutside(BytePath)
    /// A symbolic link to a folder above itself.
    case linkLoop
    /// A symbolic link to a folder, inside a folder that was itself reached by a link.
    case nestedLink
  }
}

extension Problem.Reason {
  /// What reading a file failed with; one that is no file says so as a listing does.
  init(_ reason: FileError.Reason) {
    if case .notFile(let kind) = reason {
      self = .notFile(kind)
    } else {
      self = .unreadable(reason)
    }
  }
}

extension Problem.Reason: CustomStringConvertible {
  /// The reason in words, without the name.
  public var description: String {
    switch self {
    case .unreadable(let reason): reason.description
    case .notFile(let kind): "\(kind), not a regular file"
    case .notUTF8: "the name is not UTF-8, Flask cannot make a URL of it"
    case .lineFeed: "a line feed in the name, Flask answers its URL with 404"
    case .carriageReturn: "a carriage return in the name, Flask answers its URL with 500"
    case .brokenLink: "a symbolic link to nothing"
    case .linkOutside(let target): "a symbolic link out of the root, to \(VisibleText.of(target))"
    case .linkLoop: "a symbolic link to a folder above it"
    case .nestedLink: "a link to a folder inside a linked folder, not followed"
    }
  }
}

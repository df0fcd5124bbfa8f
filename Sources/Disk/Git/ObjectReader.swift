import Values

/// Reads the objects of a repository.
public protocol ObjectReader: AnyObject {
  /// The contents of an object as git keeps them; nil where it is not there.
  func contents(of id: ObjectID) throws(GitError) -> [UInt8]?

  /// The contents of a file in a commit; nil where that is not there.
  func contents(of path: BytePath, in commit: ObjectID) throws(GitError) -> [UInt8]?

  /// What a checkout does to the contents of a file at a path.
  func checkout(of path: BytePath) throws(GitError) -> Checkout
}

import Disk
import Values

/// Tells the digests that assets had on disk when their tokens were set, and the days of commits.
final class PastDigests {
  private let objects: any ObjectReader
  private var days: [ObjectID: CalendarDay?] = [:]
  private var digests: [Question: (Digest, Adoption.Baseline?)] = [:]

  private struct Question: Hashable {
    let blob: ObjectID
    let path: BytePath
  }

  init(_ objects: any ObjectReader) {
    self.objects = objects
  }

  /// The day of a commit; nil where the object is not there.
  func day(of commit: ObjectID) throws(GitError) -> CalendarDay? {
    if let known = days[commit] { return known }
    let day = try objects.contents(of: commit).flatMap { CalendarDay(ofCommit: $0) }
    days[commit] = .some(day)
    return day
  }

  /// The digest that a file had on disk with the contents of an object, and why it is today's where that
  /// is not known.
  ///
  /// - Parameters:
  ///   - path: the file as it lies now, from the top of the repository.
  ///   - today: the file's digest now.
  ///   - isNewest: whether the newest commit has these contents.
  func digest(
    of blob: ObjectID, at path: BytePath, today: Digest, isNewest: Bool
  ) throws(GitError) -> (Digest, Adoption.Baseline?) {
    let question = Question(blob: blob, path: path)
    if let known = digests[question] { return known }
    let answer = try found(blob, path, today, isNewest: isNewest)
    digests[question] = answer
    return answer
  }

  private func found(
    _ blob: ObjectID, _ path: BytePath, _ today: Digest, isNewest: Bool
  ) throws(GitError) -> (Digest, Adoption.Baseline?) {
    guard let contents = try objects.contents(of: blob) else { return (today, .noObject) }
    if Checkout.fits(today, contents) { return (today, nil) }
    let checkout = try objects.checkout(of: path)
    if let digest = checkout.digest(of: contents) { return (digest, nil) }
    // What a filter makes of other contents is something else, whatever it is.
    return isNewest ? (today, .filtered) : (Digest.of(contents), nil)
  }
}

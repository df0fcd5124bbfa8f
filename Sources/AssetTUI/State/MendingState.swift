import Disk
import Formats
import Planning
import References
import Screen
import Site
import Values

/// What is known of the tokens that stand in the project's files, for the write screen.
struct MendingState: Equatable {
  /// The references and contents; nil while they are not read.
  var known: Mending?
  /// Those of them that stand in assets.
  var inAssets: Mending?
  /// The tokens that assets get because what is chosen edits their files.
  var edited: [AssetID: Token] = [:]
  /// Why they could not be read.
  var failure: FileError?
  /// The number of the newest reading; older ones are dropped.
  var number = 0
  /// Whether they are being read.
  var isReading = false
  /// Whether everything is to be mended that differs from its record, as with `B`.
  var isAll = false
  /// The fresh assets whose tokens are to be mended because the person bumped them.
  var asked: Set<AssetID> = []
  /// The assets whose references without a token are to get one.
  var receivers: Set<AssetID> = []
  /// Whether the diff is to be copied once they are read.
  var copies = false
  /// The plan for which lines of tests and documents were looked for, and those lines.
  var mentionedPlan: Plan?
  var mentions: [TokenMention] = []

  /// Forgets what was read: files may have changed.
  mutating func forget() {
    known = nil
    inAssets = nil
    edited = [:]
    failure = nil
    isReading = false
    mentionedPlan = nil
    mentions = []
    number += 1
  }
}

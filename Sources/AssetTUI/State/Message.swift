import AssetCore
import Disk
import Planning
import References
import Screen
import Site
import Values

/// Something that happened: a key, or word from work that is done elsewhere.
public enum Message: Sendable {
  /// The program has started.
  case started
  /// The program has started over an interrupted write, so nothing is read yet.
  case unfinished(UnfinishedScreen)
  /// The interrupted write was finished or taken back, in words, or was not.
  case repaired(Result<String, RepairError>)
  /// The person did something.
  case input(InputEvent)
  /// A scan has found this many files so far.
  case found(Int, scan: Int)
  /// A scan has listed every root; what no earlier scan has read is not read yet.
  case listed(Listing, scan: Int)
  /// A scan has read some assets.
  case digested([ReadAsset], scan: Int)
  /// A scan has come to its end, or was stopped.
  case scanned(scan: Int)
  /// A scan could not be made, and why.
  case scanFailed(ProjectFailure, scan: Int)
  /// The tokens that stand in the project's files were read, or were not.
  case mending(Result<Mending?, FileError>, reading: Int)
  /// The lines of tests and documents that a plan makes untrue were looked for.
  case tokens([TokenMention], of: Plan)
  /// A plan was carried out, or was not.
  case written(Result<VersionsDocument, WriteError>)
  /// An earlier session left choices that were never written.
  case recovered([AssetID: Choice])
  /// The references in the project's files were read, and what is to be said about them.
  case references(ReferenceMap, [Finding], reading: Int)
  /// What an asset's file tells for its HTML was read.
  case facts(FileFacts, reading: Int)
  /// What changed in an asset since its token was given was read.
  case diff(AssetDiff, reading: Int)
  /// Nothing is set up in the project yet, and tokens stand in its files.
  case setUpOffered(SetUpOffer)
  /// Files have changed in the folders that are watched.
  case changedOnDisk
  /// The system watches no more folders.
  case watchesRanOut
  /// The lines of a file around one were read.
  case excerpt(FileExcerpt, reading: Int)
  /// A page was read and rendered, or was not.
  case page(Result<PagePreview, FileError>, page: Int)
  /// The site of the settings is not this machine's, and the person never said that it may be asked.
  case siteUnconfirmed(run: Int)
  /// So much of the site is read.
  case verifying(SiteProgress, run: Int)
  /// The site was read, or could not be, for a reason in words.
  case verified(Result<SiteReport, SiteFailure>, run: Int)
  /// Work that was done elsewhere has come to this.
  case said(Notice)
  /// The editor has ended; the reason, in words, where it failed.
  case edited(failure: String?)
}

extension Message {
  /// Whether a person did something.
  var isInput: Bool { if case .input = self { true } else { false } }
}

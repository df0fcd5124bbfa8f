import Disk
import Values

extension WritePlace {
  /// Whether something lies in the place of the journal.
  package func hasJournal(on disk: some FileSystem) throws(FileError) -> Bool {
    if try disk.kind(of: journal) != nil { return true }
    return try isLinked(on: disk)
  }

  /// Whether the journal's name is a link's, to nothing perhaps.
  private func isLinked(on disk: some FileSystem) throws(FileError) -> Bool {
    let real: BytePath
    do throws(FileError) {
      real = try disk.realPath(of: folder).appending(BytePath(bytes: Array(journal.name)))
    } catch {
      // No folder, no journal in it.
      return false
    }
    do throws(FileError) {
      return try disk.target(of: real) != real
    } catch {
      switch error.reason {
      case .notFound, .linkLoop: return true
      // A file system that is only read.
      case .readOnly: return false
      default: throw error
      }
    }
  }

  /// Looks at what lies in the place of the journal, changing nothing; nil where nothing does.
  func finding(on disk: some FileSystem) throws(RepairError) -> JournalFinding? {
    let contents: [UInt8]
    do throws(FileError) {
      guard try hasJournal(on: disk) else { return nil }
      if try isLinked(on: disk) { return .damaged }
      contents = try disk.read(journal, limit: Journal.largest)
    } catch {
      switch error.reason {
      case .notFound: return nil
      case .notFile, .tooLarge, .linkLoop: return .damaged
      default: throw .file(journalName, error.reason)
      }
    }
    let journal: Journal
    do throws(SealedText.Fault) {
      journal = try Journal(contents)
    } catch {
      return error == .newer ? .newer : .damaged
    }
    guard let seal = try? WriteSeal(of: self, on: disk),
      let state = seal.state(of: contents, on: disk)
    else { return .foreign(journal) }
    return .own(journal, state)
  }

  /// The error that a finding is for who may not touch it; nil for the user's own.
  func error(of finding: JournalFinding) -> RepairError? {
    switch finding {
    case .own: nil
    case .foreign: .foreign(journalName)
    case .damaged: .damaged(journalName)
    case .newer: .newer(journalName)
    }
  }
}

import AssetCore
import AssetTUI
import Screen
import Synchronization

/// One search for the mentions of an asset in templates.
final class SearchJob: Sendable {
  private let number: Int
  private let id: AssetID
  private let project: Project
  private let fileSystem: any FileSystem
  private let mailbox: Mailbox<Message>
  private let isCancelled = Atomic<Bool>(false)

  init(
    number: Int, id: AssetID, project: Project, fileSystem: any FileSystem,
    mailbox: Mailbox<Message>
  ) {
    self.number = number
    self.id = id
    self.project = project
    self.fileSystem = fileSystem
    self.mailbox = mailbox
  }

  /// Lets the search end soon, and say nothing.
  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  /// Searches, and posts what is found.
  func run() {
    let templates = TemplateList(project: project, fileSystem: fileSystem)
    let mentions = templates.mentions(of: id) { isCancelled.load(ordering: .relaxed) }
    if isCancelled.load(ordering: .relaxed) { return }
    mailbox.post(.mentions(mentions, search: number))
  }
}

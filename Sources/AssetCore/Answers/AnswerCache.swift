import Disk
import Site
import Values

/// Where the answers of commands are kept from one run to the next, with the state of the project that
/// they are true of: an unchanged project costs no more than to see that it is one.
///
/// Nothing depends on it: without the folder, or the right to write in it, every answer is found anew.
public struct AnswerCache: Sendable {
  private let folder: BytePath
  /// When the command began: what was written later may not be what it saw.
  private let start = FileStamp.now

  static let kind = "answers 7"

  /// The answers in a folder; to be made before anything of the project is looked at.
  ///
  /// - Parameter folder: `$XDG_CACHE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(in folder: BytePath) {
    self.folder = folder
  }

  /// The answer that an earlier run gave to a question; nil where there is none, or where something has
  /// changed since.
  ///
  /// - Parameters:
  ///   - question: the command, and what of its options changes the answer.
  ///   - project: what was found of the project just now.
  public func answer(to question: String, about project: Project) -> StoredAnswer? {
    guard let reader = reader(of: project), let questions = reader.list(),
      let row = questions.firstRow(of: Array(question.utf8)), let snapshot = reader.snapshot(),
      snapshot.text == ProjectSnapshot.text(of: project), snapshot.isCurrent()
    else { return nil }
    let room = FileRoom()
    for _ in 0..<row { guard StoredAnswer(reader, in: room) != nil else { return nil } }
    return StoredAnswer(reader, in: room)
  }

  /// The state of a project that an answer will be true of; nil where it could change unseen.
  public func snapshot(of workspace: Workspace) -> ProjectSnapshot? {
    ProjectSnapshot(of: workspace, since: start)
  }

  /// Begins to remember an answer, beside those that were given in the same state; nil where that cannot
  /// be, and the next run finds it again.
  ///
  /// - Parameter snapshot: the state, taken before what the answer rests on was read.
  public func begin(
    _ question: String, about project: Project, in snapshot: ProjectSnapshot
  ) -> AnswerDraft? {
    try? AnswerDraft(
      question, in: snapshot, beside: others(than: question, about: project, in: snapshot),
      replacing: file(of: project))
  }

  /// The answers to other questions in a state.
  private func others(
    than question: String, about project: Project, in snapshot: ProjectSnapshot
  ) -> [(question: String, answer: Answer)] {
    // What nobody needs is not read.
    guard let questions = reader(of: project)?.list(),
      (0..<questions.count).contains(where: { !questions[$0].elementsEqual(question.utf8) }),
      let earlier = remembered(of: project), earlier.snapshot == snapshot
    else { return [] }
    return earlier.answers.filter { $0.question != question }
  }

  /// All that is remembered of a project: a state, and the answers that were given in it.
  func remembered(
    of project: Project
  ) -> (snapshot: ProjectSnapshot, answers: [(question: String, answer: Answer)])? {
    guard let reader = reader(of: project), let questions = reader.list(),
      let snapshot = reader.snapshot()
    else { return nil }
    let room = FileRoom()
    var answers: [(String, Answer)] = []
    for row in 0..<questions.count {
      guard let answer = StoredAnswer(reader, in: room)?.whole else { break }
      answers.append((String(decoding: questions[row], as: UTF8.self), answer))
    }
    return (snapshot, answers)
  }

  private func reader(of project: Project) -> CacheReader? {
    guard let reader = CacheReader(file(of: project)), reader.text() == Self.kind else {
      return nil
    }
    return reader
  }

  private func file(of project: Project) -> BytePath {
    folder.appending("assetbump/\(ProjectCache.name(of: project.folder)).answers")
  }
}

extension ByteList {
  /// The first row that holds just these bytes, in whatever order the rows stand.
  fileprivate func firstRow(of wanted: [UInt8]) -> Int? {
    (0..<count).first { self[$0].elementsEqual(wanted) }
  }
}

extension CacheReader {
  fileprivate func snapshot() -> ProjectSnapshot? {
    var snapshot = ProjectSnapshot()
    guard let text = array(of: UInt8.self), let placePaths = list(),
      let places = array(of: ProjectSnapshot.Place.self), let tops = list(),
      let folders = array(of: ProjectSnapshot.Folder.self),
      let folderPaths = array(of: UInt8.self), let names = array(of: UInt8.self),
      let files = array(of: ProjectSnapshot.File.self)
    else { return nil }
    snapshot.text = text
    (snapshot.placePaths, snapshot.places, snapshot.tops) = (placePaths, places, tops)
    (snapshot.folders, snapshot.folderPaths) = (folders, folderPaths)
    (snapshot.names, snapshot.files) = (names, files)
    return snapshot.isSound ? snapshot : nil
  }
}

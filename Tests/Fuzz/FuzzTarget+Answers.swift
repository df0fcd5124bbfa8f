import Glibc

@testable import AssetCore
@testable import Disk
@testable import Site
@testable import Values

// What commands printed, and the state of the project: a file of raw bytes, or of arrays.
extension FuzzTarget {
  private static let cache = BytePath("/dev/shm/assetbump-fuzz-answers-\(getpid())")
  private static let project = Project(
    folder: "/p", settings: Settings(), source: .file("assetbump.toml"))
  private static let file: BytePath = {
    let folder = cache.appending("assetbump")
    mkdir(cache.cString, 0o700)
    mkdir(folder.cString, 0o700)
    return folder.appending("\(ProjectCache.name(of: "/p")).answers")
  }()

  /// The first byte says which of the two the others are.
  func answers(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    Self.write(
      kind.isMultiple(of: 2) ? Array(bytes.dropFirst()) : forgedAnswers(bytes.dropFirst()),
      to: Self.file)
    let answers = AnswerCache(in: Self.cache)
    precondition(
      answers.answer(to: "check", about: Self.project) == nil, "an answer of another program")
    guard let (snapshot, remembered) = answers.remembered(of: Self.project) else { return }
    _ = snapshot.isCurrent()
    for (question, answer) in remembered {
      let draft = answers.begin(question, about: Self.project, in: snapshot)
      for piece in answer.output { draft?.add(piece) }
      draft?.finish(messages: answer.messages, code: answer.code)
    }
    precondition(
      answers.remembered(of: Self.project)?.snapshot == snapshot,
      "a snapshot is not read as it is written")
  }

  private func forgedAnswers(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = bytes
    var file = array(CacheWriter.start.withUnsafeBytes { Array($0) }, of: 8)
    file += array(Array(AnswerCache.kind.utf8), of: 1)
    let list = [1, -4]
    let shape =
      list + [1] + list + [MemoryLayout<ProjectSnapshot.Place>.stride] + list
      + [MemoryLayout<ProjectSnapshot.Folder>.stride, 1, 1]
      + [MemoryLayout<ProjectSnapshot.File>.stride]
    for size in shape { file += array(taken(from: &rest, of: size), of: abs(size)) }
    for _ in 0..<2 {
      // A piece of output, its end, the messages and the code.
      file += array(taken(from: &rest, of: 1), of: 1) + array([], of: 1)
      for size in [1, 4] { file += array(taken(from: &rest, of: size), of: size) }
    }
    return file
  }
}

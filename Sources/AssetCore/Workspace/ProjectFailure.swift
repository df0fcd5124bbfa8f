import Disk
import Site
import Values

/// Why a project cannot be read, with the lines of the file around the place that says so.
public struct ProjectFailure: Error, Equatable, Sendable {
  /// What is wrong, where, and what to do, in words.
  public let message: String
  /// The file that is to be mended, absolute; nil where none is known.
  public private(set) var file: BytePath?
  /// The name of that file as the words have it.
  public private(set) var name: String?
  /// The line that is meant, from 1.
  public private(set) var line: Int?
  /// The lines of the file around that one, each with its number; none where they cannot be read.
  public private(set) var excerpt: [FileExcerpt.Line] = []

  /// Makes a failure of which only words are known.
  public init(_ message: String) {
    self.message = message
  }

  /// Puts words beside the line of a file that they speak of.
  ///
  /// - Parameters:
  ///   - name: the file, from the project's folder.
  ///   - line: the line, from 1.
  ///   - folder: the project's folder, absolute.
  public init(
    _ message: String, at name: String, line: Int, in folder: BytePath,
    on fileSystem: any FileSystem
  ) {
    self.message = message
    (self.name, self.line) = (name, line)
    let file = folder.appending(BytePath(name)).normalized
    self.file = file
    excerpt = FileExcerpt(around: line, of: file, on: fileSystem).lines
  }

  /// Puts an error of reading a project beside the lines that it speaks of.
  ///
  /// - Parameters:
  ///   - error: what was thrown.
  ///   - folder: the project's folder, absolute.
  public init(_ error: any Error, in folder: BytePath, on fileSystem: any FileSystem) {
    message = "\(error)"
    switch error {
    case let error as VersionsError: (name, line) = (error.file, error.line)
    case let error as VersionsUnreadable: name = VisibleText.of(error.name)
    case ProjectError.settings(let error):
      name = error.place?.file ?? error.file
      line = error.place?.position.line
    case let error as SettingsError:
      name = error.place?.file ?? error.file
      line = error.place?.position.line
    default: return
    }
    file = name.map { folder.appending(BytePath($0)).normalized }
    if let file, let line { excerpt = FileExcerpt(around: line, of: file, on: fileSystem).lines }
  }
}

extension SettingsError {
  /// The place that is meant; nil where the whole file is.
  public var place: SettingsPlace? {
    switch self {
    case .tooLarge, .noTable: nil
    case .notUTF8(let place), .holdsNUL(let place), .tooDeep(let place, _),
      .notTOML(let place, _), .unknownKey(let place, _, _, _), .missingKey(let place, _, _, _),
      .wrongType(let place, _, _, _), .wrongWord(let place, _, _, _, _),
      .badText(let place, _, _, _), .emptyList(let place, _), .repeated(let place, _, _, _):
      place
    }
  }

  /// The file that is meant, where the error is about the whole of it.
  public var file: String? {
    switch self {
    case .tooLarge(let file, _), .noTable(let file): file
    default: place?.file
    }
  }
}

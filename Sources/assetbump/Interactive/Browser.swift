import AssetTUI
import CursesTerminal
import Disk
import Glibc
import Planning
import Values

/// The person's browser, and the folder of the pages that it is shown.
struct Browser {
  private var folder: BytePath?
  private var count = 0

  /// Takes the pages away, once the program ends.
  func remove() {
    guard let folder, count > 0 else { return }
    for number in 1...count {
      unlink(folder.appending("page-\(number).html").bytes.map { CChar(bitPattern: $0) } + [0])
    }
    rmdir(folder.bytes.map { CChar(bitPattern: $0) } + [0])
  }

  /// The file for the next page, in a folder that only the person may enter.
  ///
  /// It goes when the program ends.
  mutating func nextPage() throws(FileError) -> BytePath {
    let folder: BytePath
    if let made = self.folder { folder = made } else { folder = try Browser.makeFolder() }
    self.folder = folder
    count += 1
    return folder.appending("page-\(count).html")
  }

  private static func makeFolder() throws(FileError) -> BytePath {
    let named = Environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let parent = BytePath(named)
    var template = parent.appending("assetbump-XXXXXX").bytes.map { CChar(bitPattern: $0) } + [0]
    guard mkdtemp(&template) != nil else { throw FileError(parent, .system(errno)) }
    return BytePath(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
  }

  /// Writes a page, and lets the browser show it.
  ///
  /// - Returns: what came of it, for the person.
  static func show(
    _ contents: (any FileSystem) throws(FileError) -> [UInt8], as page: BytePath,
    on fileSystem: any FileSystem
  ) -> Notice {
    do throws(FileError) {
      try fileSystem.replace(page, with: try contents(fileSystem), expecting: nil)
    } catch {
      return Notice("no page to show: \(error)", isError: true)
    }
    let name = VisibleText.of(page)
    guard let command else {
      return Notice("no browser found: set BROWSER, or open \(name)")
    }
    // The shell ends at once, and the browser stays behind.
    let words = ["/bin/sh", "-c", "\(command) \"$@\" &", "sh"].map { BytePath($0) } + [page]
    if let failure = ChildProcess.run(words.map(\.bytes), .detached).failure {
      return Notice("\(VisibleText.of(command)) \(failure) - open \(name)", isError: true)
    }
    return Notice("opened by \(VisibleText.of(command)): \(name)")
  }

  /// The first of `$BROWSER`, a list with colons in between, else of `xdg-open`, that is a program.
  private static var command: String? {
    let named = Environment["BROWSER"].map { $0.split(separator: ":").map(String.init) } ?? []
    return (named + ["xdg-open"]).first { command in
      let program = command.split(separator: " ").first.map(String.init) ?? ""
      return isProgram(program)
    }
  }

  private static func isProgram(_ name: String) -> Bool {
    if name.contains("/") { return access(name, X_OK) == 0 }
    let folders = (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return !name.isEmpty && folders.contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}

import ArgumentParser
import Disk
import Planning
import Values

/// What the commands themselves cannot do; exit code 2.
enum CommandError: Error, CustomStringConvertible {
  case noWorkingFolder
  case badEpoch(String)
  case badClock
  case noTerminal(String)
  case noOutput(String)
  case noDescriptors(FileError.Reason)
  case noLiteralRoot
  case nothingStaged
  case notSetUp(String)
  case notWritten(WriteError)

  var description: String {
    switch self {
    case .noWorkingFolder: "the working folder is gone - change to another one"
    case .badEpoch(let text):
      "SOURCE_DATE_EPOCH: \"\(VisibleText.of(text))\" is no number of seconds since 1970"
    case .badClock: "the clock shows no day between the years 1 and 9999 - name one with --date"
    case .noTerminal(let reason):
      "\(VisibleText.of(reason)) - assetbump list and assetbump bump do the same without one"
    case .noOutput(let reason): "cannot write to standard output: \(reason)"
    case .noDescriptors(let reason):
      "\(reason): not all files could be read\(reason.readAdvice)"
    case .notSetUp(let words): words
    case .nothingStaged:
      "--staged: git's index holds no project that can be read - git add its settings, its versions"
        + " file and its static files"
    case .noLiteralRoot:
      "--add-tokens: no static root has its tokens in files - write tokens = \"literal\" for one"
        + " in the settings"
    case .notWritten(.changed(let name)):
      "\(WriteError.changed(name)) - nothing was written, run it again"
    case .notWritten(.assetChanged(let id)): "\(WriteError.assetChanged(id)) - run it again"
    case .notWritten(let error): error.description
    }
  }
}

extension ExitCode {
  /// A finding, or something that was asked for and left.
  static let finding = ExitCode(1)
  /// It cannot be done.
  static let impossible = ExitCode(2)
}

/// Runs a command's body: an error becomes one line on stderr and exit code 2, and so does an answer for
/// which not all files could be opened.
func reportingErrors(_ body: () throws -> Void) throws {
  do {
    try body()
    if let reason = DescriptorShortage.reason { throw CommandError.noDescriptors(reason) }
  } catch let code as ExitCode {
    throw code
  } catch let error as FileError {
    StandardError.print("assetbump: \(error)\(error.reason.readAdvice)")
    throw ExitCode.impossible
  } catch {
    StandardError.print("assetbump: \(error)")
    throw ExitCode.impossible
  }
}

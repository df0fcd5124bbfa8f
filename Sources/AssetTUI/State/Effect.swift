import AssetCore
import Planning
import Site
import Values

/// Something to be done outside the state: the state asks, the edge does it and sends a message.
public enum Effect: Equatable, Sendable {
  /// Read settings, versions file and assets; messages carry this scan's number.
  case scan(Int)
  /// Stop the scan that runs.
  case stopScan
  /// Read the tokens that stand in the project's files; the answer carries this reading's number.
  case readMending(Project, Inventory, isAdding: Bool, reading: Int)
  /// Look for the lines of tests and documents that a plan makes untrue.
  case findTokens(Plan, Project)
  /// Carry out a plan.
  case write(Plan, VersionsDocument)
  /// Finish an interrupted write, or take it back.
  case repair(Repair.Direction)
  /// Draw every cell anew.
  case redraw
  /// Give the terminal back to the shell until `fg`.
  case suspend
  /// Turn the mouse on or off.
  case mouse(Bool)
  /// Read the references in the project's files, in place of a reading that runs; the answer carries
  /// this reading's number.
  case readReferences(Project, Inventory, reading: Int)
  /// Stop the reading of references that runs.
  case stopReferences
  /// Read what the HTML of an asset needs from its file; the answer carries this reading's number.
  case readFacts(Facts.Question, reading: Int)
  /// Read what changed in a file since it had a digest, of the project in a folder; the answer carries
  /// this reading's number.
  case readDiff(BytePath, Digest, BytePath, reading: Int)
  /// Watch folders, absolute, for files that change, and no others.
  case watch([BytePath])
  /// Read the lines of a file around one; the answer carries this reading's number.
  case readExcerpt(BytePath, line: Int, reading: Int)
  /// Read and render a page.
  case readPage(PageSource, page: Int)
  /// Copy bytes to the clipboard, and say in words what they are.
  case copy([UInt8], saying: String)
  /// Open a file in the person's editor, at a line from 1 where one is given.
  case edit(BytePath, line: Int?)
  /// Show a page in the person's browser.
  case browse(PageSource)
  /// Put the next URLs into a page that a running site gave.
  case readServedPage(ServedPageSource, page: Int)
  /// Show such a page in the person's browser.
  case browseServedPage(ServedPageSource)
  /// Read a running site, and judge what it serves; messages carry this run's number.
  ///
  /// One that is not this machine's is not asked before the person has said so, now or earlier.
  case verify(SiteQuestion, isConfirmed: Bool, run: Int)
  /// Stop reading the site.
  case stopVerifying
  /// Leave.
  case quit(Ending)
  /// Keep choices for the next start in place of those kept before; none: keep nothing.
  case keep(Choices)
}

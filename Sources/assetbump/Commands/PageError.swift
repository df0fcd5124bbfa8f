import ArgumentParser
import AssetCore
import Disk
import Planning
import Site
import Values

/// Why a page cannot be shown.
enum PageError: Error, CustomStringConvertible {
  case outsideProject(String)
  case unknown(String, BytePath)

  var description: String {
    switch self {
    case .outsideProject(let template):
      "`\(VisibleText.of(template))` lies outside the project - name a template inside it,"
        + " or say --project"
    case .unknown(let template, let meant):
      "no template `\(VisibleText.of(template))` - did you mean \(VisibleText.of(meant))?"
    }
  }
}

import Planning
import Screen
import Site
import Values

/// The row above the status line that says what is wrong with the whole project, and which key helps.
struct BannerView {
  let state: AppState

  func draw(row: Int, on grid: inout Grid) {
    let columns = state.size.columns
    let words = state.bannerWords
    let text = words.first { ColumnWidth.of($0) <= columns - 2 } ?? words.last ?? ""
    grid.put(
      Fit.end(text, columns: columns - 2, ellipsis: state.ellipsis), row: row, column: 1,
      style: .warning)
    if let key = state.keys.keyName(of: .viewFindings), state.references.lackOfLoader != nil {
      grid.addButton(row: row, columns: 0..<columns, name: "key \(key)")
    }
  }
}

extension AppState {
  /// What is wrong with the whole project, in fewer and fewer words; empty where nothing is.
  var bannerWords: [String] {
    if let finding = references.lackOfLoader {
      let key = keys.keyName(of: .viewFindings) ?? "5"
      let what = finding.message.split(separator: ",").first.map(String.init) ?? finding.message
      return [
        "no loader: \(what) (\(key) says how)", "no loader: \(key) says how",
      ]
    }
    guard case .conventions = project.source, versions.contents == nil, hasListed,
      inventory.names.count > 0
    else { return [] }
    let folders = project.settings.roots.flatMap(\.folders).map { "\(VisibleText.of($0))/" }
      .joined(separator: ", ")
    return [
      "not set up: \(folders) is what is usual (assetbump init writes settings)",
      "not set up (assetbump init)",
    ]
  }
}

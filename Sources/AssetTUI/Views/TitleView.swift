import Screen
import Site
import Values

/// The first row: the program, the project, its versions file, and the views with their keys.
struct TitleView {
  let state: AppState

  func draw(row: Int, on grid: inout Grid) {
    grid.fill(row: row, columns: 0..<state.size.columns, style: .title)
    let scopes = scopes
    let room = state.size.columns - ColumnWidth.of(scopes) - 1
    if room >= 12 {
      // The versions file's name stands there whole or not at all.
      let short = " assetbump  \(project)"
      let long = "\(short)   \(VisibleText.of(state.project.settings.versions))"
      let names = ColumnWidth.of(long) < room ? long : short
      grid.put(
        Fit.end(names, columns: room - 1, ellipsis: state.ellipsis), row: row, column: 0,
        style: .title)
      grid.put(scopes, row: row, column: room, style: .title)
    } else {
      grid.put(
        Fit.end(
          " assetbump  \(state.list.scope.name)", columns: state.size.columns,
          ellipsis: state.ellipsis),
        row: row, column: 0, style: .title)
    }
  }

  private var project: String {
    VisibleText.of(state.project.folder.name)
  }

  private var scopes: String {
    ListScope.allCases.map { scope in
      let name = "\(scope.rawValue) \(scope.name)"
      return scope == state.list.scope ? "[\(name)]" : " \(name) "
    }.joined()
  }
}

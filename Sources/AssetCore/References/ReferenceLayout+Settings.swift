extension ReferenceLayout {
  /// The layout that settings and an inventory give: each root's assets, by its name.
  ///
  /// - Parameters:
  ///   - roots: the settings' roots.
  ///   - assets: the assets that there are.
  public init(_ roots: [StaticRoot], assets: [AssetID], rules: ReferenceRules = ReferenceRules()) {
    let paths = Dictionary(grouping: assets, by: \.root)
    self.init(
      roots: roots.map { root in
        Root(
          name: root.name, urls: [root.url], folders: root.folders,
          assets: AssetIndex([paths[root.name, default: []].map(\.path)]),
          addsToken: root.tokens == .loader)
      }, rules: rules)
  }
}

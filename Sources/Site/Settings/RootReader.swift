import Formats
import Values

/// Reads the static roots of the settings.
enum RootReader {
  /// The roots of the list that a value is; each name and each folder only once.
  static func roots(_ node: TOMLNode) throws(SettingsError) -> [StaticRoot] {
    let tables = try node.tables()
    if tables.isEmpty { throw .emptyList(node.place, key: "\(node.path)") }
    var roots: [StaticRoot] = []
    var names: [String: TOMLPath] = [:]
    var folders: [BytePath: TOMLPath] = [:]
    var hasUnnamed = false
    for table in tables {
      let (root, nodes) = try root(table, mayBeUnnamed: !hasUnnamed)
      if table.child("name") == nil { hasUnnamed = true }
      let name = nodes.name ?? table
      if let first = names.updateValue(name.path, forKey: root.name) {
        throw .repeated(name.place, key: "\(name.path)", found: root.name, first: "\(first)")
      }
      for (folder, node) in zip(root.folders, nodes.folders) {
        if let first = folders.updateValue(node.path, forKey: folder) {
          throw .repeated(
            node.place, key: "\(node.path)", found: VisibleText.of(folder), first: "\(first)")
        }
      }
      roots.append(root)
    }
    return roots
  }

  private static func root(_ node: TOMLNode, mayBeUnnamed: Bool) throws(SettingsError)
    -> (StaticRoot, nodes: (name: TOMLNode?, folders: [TOMLNode]))
  {
    _ = try node.keys(known: .root)
    var root = StaticRoot()
    let nameNode = node.child("name")
    if let nameNode {
      root.name = try name(nameNode)
    } else if !mayBeUnnamed {
      throw node.lacks("name")
    }
    // Flask's own root is known; where another lies nobody can guess.
    let isStandard = root.name == "static"
    var folderNodes = [nameNode ?? node]
    if let paths = node.child("paths") {
      folderNodes = try paths.strings()
      if folderNodes.isEmpty { throw .emptyList(paths.place, key: "\(paths.path)") }
      root.folders = []
      for folder in folderNodes { root.folders.append(try folder.pathInside()) }
    } else if !isStandard {
      throw node.lacks("paths", root: root.name)
    }
    if let url = node.child("url") {
      root.url = try self.url(url)
    } else if !isStandard {
      throw node.lacks("url", root: root.name)
    }
    if let tokens = node.child("tokens") { root.tokens = try tokens.word(TokenSource.self) }
    if let loader = node.child("loader") { root.loader = try loader.word(LoaderPlace.self) }
    if let placement = node.child("placement") {
      root.placement = try placement.word(Placement.self)
    }
    if let parameter = node.child("parameter") {
      root.parameter = try self.parameter(parameter)
      root.namesParameter = true
    }
    return (root, (nameNode, folderNodes))
  }

  private static func name(_ node: TOMLNode) throws(SettingsError) -> String {
    let name = try node.string()
    if name.isEmpty { throw node.fault(.empty) }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw node.fault(.controlCharacter)
    }
    return name
  }

  /// A URL prefix with a slash at its end, absolute on this host or on another.
  private static func url(_ node: TOMLNode) throws(SettingsError) -> String {
    let url = try prefix(node)
    guard
      let scheme = ["https://", "http://", "/"].first(where: { url.utf8.starts(with: $0.utf8) })
    else { throw node.fault(.urlStart) }
    let rest = url.utf8.dropFirst(scheme.utf8.count)
    if scheme != "/", rest.first ?? BytePath.slash == BytePath.slash {
      throw node.fault(.urlWithoutHost)
    }
    return url.utf8.last == BytePath.slash ? url : url + "/"
  }

  /// The path an application is mounted at, without a slash at its end; empty for the top.
  static func scriptName(_ node: TOMLNode) throws(SettingsError) -> String {
    let name = try prefix(node)
    // Two slashes at the start would make a host of what follows.
    guard name.utf8.first == BytePath.slash, !name.utf8.starts(with: "//".utf8) else {
      throw node.fault(.scriptName)
    }
    return String(name.reversed().drop { $0 == "/" }.reversed())
  }

  /// The start of a URL, without a character that would end its path.
  private static func prefix(_ node: TOMLNode) throws(SettingsError) -> String {
    let prefix = try node.string()
    if prefix.isEmpty { throw node.fault(.empty) }
    let bad = prefix.unicodeScalars.first { scalar in
      scalar == "?" || scalar == "#" || scalar.properties.isWhitespace
        || scalar.properties.generalCategory == .control
    }
    if let bad { throw node.fault(.urlCharacter(Character(bad))) }
    return prefix
  }

  /// A name that stands in a query as it is: unreserved characters of RFC 3986, section 2.3.
  private static func parameter(_ node: TOMLNode) throws(SettingsError) -> String {
    let name = try node.string()
    let isUnreserved = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-._~".utf8.contains(byte)
      }
    }
    if name.isEmpty { throw node.fault(.empty) }
    if !isUnreserved { throw node.fault(.parameter) }
    return name
  }
}

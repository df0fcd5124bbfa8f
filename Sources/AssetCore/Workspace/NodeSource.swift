import Disk
import References
import Site
import Values

/// A source file of an application for Node, as far as lines can be added to it.
struct NodeSource {
  /// Whether it is a module of ECMAScript, which imports; else it is one of CommonJS, which requires.
  let isModule: Bool
  /// The name of the loader's file beside it: one that Node takes for CommonJS.
  let loaderName: BytePath
  private let bytes: [UInt8]

  /// Finds out of which kind a file is, by its name, its package and its lines; nil where nothing tells,
  /// and of TypeScript, whose files run from another folder.
  init?(
    _ file: BytePath, _ bytes: [UInt8], in folder: BytePath, on fileSystem: any FileSystem
  ) {
    self.bytes = bytes
    let isOfModules = Self.isPackageOfModules(file.folder, in: folder, on: fileSystem)
    let hasImport = Self.firstImport(in: bytes) != nil
    let ending = file.name.split(separator: BytePath.dot).last ?? []
    switch String(decoding: ending, as: UTF8.self) {
    case "mjs": isModule = true
    case "cjs": isModule = false
    case "js" where isOfModules || hasImport: isModule = true
    case "js" where ByteSearch.contains(bytes[...], Array("require(".utf8)): isModule = false
    default: return nil
    }
    loaderName = isModule || isOfModules ? "asset-versions.cjs" : "asset-versions.js"
  }

  /// Whether a variable holds an application of Express: a router has no values for templates.
  func makesExpress(_ variable: String) -> Bool {
    ByteSearch.contains(bytes[...], Array("\(variable) = express(".utf8))
  }

  /// The line before the first import, from 0: every import is done before the first other line runs.
  var firstImport: Int? { Self.firstImport(in: bytes) }

  /// The lines that give an application its tokens.
  ///
  /// - Parameters:
  ///   - application: the variable that holds it.
  ///   - folder: the folder that it serves, as seen from this file.
  func lines(
    _ application: String, _ root: StaticRoot, _ folder: BytePath, loader: BytePath
  ) -> Application.Lines {
    let url = root.url.hasSuffix("/") ? String(root.url.dropLast()) : root.url
    let file = "\"./\(VisibleText.of(loader))\""
    let place =
      isModule
      ? "new URL(\"./\(PercentEncoding.path(folder.bytes))\", import.meta.url)"
      : "__dirname + \"/\(VisibleText.of(folder))\""
    let load = isModule ? "assetVersions.load" : "require(\(file)).load"
    return Application.Lines(
      imports: isModule ? ["import assetVersions from \(file);"] : [],
      calls: [
        "const assets = \(load)({ prefixes: { \"\(root.name)\": \"\(url)/\" } });",
        "\(application).locals.asset = (name) => assets.url(name, \"\(root.name)\");",
        "\(application).use(\"\(url.isEmpty ? "/" : url)\", assets.serve(\"\(root.name)\", \(place)));",
      ])
  }

  private static func firstImport(in bytes: [UInt8]) -> Int? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { line in
      ["import ", "import{", "import\"", "import'"].contains { line.starts(with: $0.utf8) }
    }
  }

  /// Whether the nearest package says that its files are modules: `"type": "module"`.
  private static func isPackageOfModules(
    _ start: BytePath, in folder: BytePath, on fileSystem: any FileSystem
  ) -> Bool {
    var place = start
    while true {
      let file = folder.appending(place).appending("package.json").normalized
      if let text = try? fileSystem.read(file, limit: 1 << 20) {
        let dense = text.filter { !$0.isSpace }
        return ByteSearch.contains(dense[...], Array("\"type\":\"module\"".utf8))
      }
      if place == "." || place == place.folder { return false }
      place = place.folder
    }
  }
}

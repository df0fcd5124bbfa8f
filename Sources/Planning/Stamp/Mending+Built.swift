import Disk
import References
import Site
import Values

extension Mending {
  /// Reads the references of a built site, and the files that hold them: each that is a URL of one of its
  /// files for certain is to carry a token.
  ///
  /// - Parameters:
  ///   - site: a project with one root, its folder.
  ///   - inventory: all files of the site.
  /// - Throws: ``FileError`` for a file that has references and can no longer be read.
  public static func built(
    of site: Project, _ inventory: Inventory, from fileSystem: any FileSystem
  ) throws(FileError) -> Mending {
    let map = ReferenceReader(of: site, on: fileSystem).readBuilt(inventory.files)
    var sorted = BuiltReferences(map)
    var files = LiteralReferences.files(of: sorted.changeable)
    files.formUnion(LiteralReferences.files(of: sorted.bare))
    let names = SecondNames(among: files, in: site, on: fileSystem)
    files.subtract(names.all)
    var contents: [BytePath: [UInt8]] = [:]
    for file in files.sorted() {
      do throws(FileError) {
        contents[file] = try fileSystem.read(
          site.folder.appending(file), limit: ReferenceReader.largestFile)
      } catch {
        throw FileError(file, error.reason)
      }
    }
    let parameter = site.settings.roots.first?.parameter ?? "v"
    sorted.leave { found in
      contents[found.reference.file].flatMap { found.isWorker(in: $0) ? .worker : nil }
    }
    let places = sorted.places(in: contents, parameter: parameter)
    sorted.leave { found in
      found.reference.token.range == nil
        && places[found.reference.file]?[found.reference.targetRange.lowerBound] == nil
        ? .noPlace : nil
    }
    let split = ModuleURLs(
      map, adding: places, and: sorted.computedModules(among: inventory)
    ).split
    sorted.leave { found in
      found.resolution.asset.map(split.contains) ?? false ? .importers : nil
    }
    let references = LiteralReferences(
      changeable: sorted.changeable, left: sorted.left, bare: sorted.bare
    ).without(names)
    var additions = Additions()
    additions.found = references.bare
    additions.places = places
    return Mending(
      references, of: site, contents: contents,
      guarded: guarded(by: references, of: site, inventory, from: fileSystem),
      standing: StandingDigests.guarding(
        references, of: site, inventory, contents: contents, from: fileSystem),
      additions: additions, scope: .all, scanner: ReferenceScanner(rules: map.rules))
  }
}

extension BuiltReferences {
  /// Where references without a token get one.
  fileprivate func places(
    in contents: [BytePath: [UInt8]], parameter: String
  ) -> [BytePath: [Int: TokenAddition]] {
    var places: [BytePath: [Int: TokenAddition]] = [:]
    for found in bare {
      let reference = found.reference
      guard let bytes = contents[reference.file] else { continue }
      let isHTML = [".html", ".htm"].contains { reference.file.bytes.hasSuffix(Array($0.utf8)) }
      let isXML = !isHTML && ReferenceLanguage(reference.file) == .template
      places[reference.file, default: [:]][reference.targetRange.lowerBound] = TokenAddition(
        builtURL: reference, in: bytes, parameter: parameter, isXML: isXML)
    }
    return places
  }

  /// The scripts that a computed import may lead to.
  fileprivate func computedModules(among inventory: Inventory) -> Set<AssetID> {
    var modules: Set<AssetID> = []
    guard !computedImports.isEmpty else { return [] }
    for entry in inventory.entries {
      guard case .javaScript? = ReferenceLanguage(entry.id.path),
        computedImports.contains(where: { entry.id.path.bytes.starts(with: $0.bytes) })
      else { continue }
      modules.insert(entry.id)
    }
    return modules
  }
}

extension FoundReference {
  /// Whether it is what a page registers as its service worker.
  fileprivate func isWorker(in bytes: [UInt8]) -> Bool {
    guard reference.form == .scriptString else { return false }
    var end = min(reference.targetRange.lowerBound, bytes.count)
    while end > 0, bytes[end - 1].isSpace || bytes[end - 1].isQuote { end -= 1 }
    return bytes[..<end].suffix(Self.register.count).elementsEqual(Self.register)
  }

  private static let register = Array(".register(".utf8)
}

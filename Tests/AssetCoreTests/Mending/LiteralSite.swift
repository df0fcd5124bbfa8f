import AssetCore
import Planning
import Site
import TestSupport
import Values

/// A project in memory whose tokens stand in its files.
struct LiteralSite {
  let disk: MemoryFileSystem

  /// Makes it of files below `/site`, and of the records of assets: the token, and the text that it
  /// was given for.
  init(
    _ files: [String: String], records: [String: (String, String)],
    settings: String = "", previous: [String: [(String, String)]] = [:]
  ) throws {
    var all: [BytePath: String] = [
      "/site/assetbump.toml": settings + "[[root]]\ntokens = \"literal\"\n"
    ]
    for (name, text) in files { all[BytePath("/site/" + name)] = text }
    disk = MemoryFileSystem(all, workingFolder: "/site")
    var lines: [String] = []
    for (path, record) in records.sorted(by: { $0.key < $1.key }) {
      lines.append(
        #"      "\#(path)": {"token": "\#(record.0)", "sha256": "\#(Make.digest(record.1).hex)", "#
          + #""bumped": "2024-06-01"}"#)
    }
    disk.write(
      "{\n  \"format\": 1,\n  \"assets\": {\n    \"static\": {\n"
        + lines.joined(separator: ",\n") + "\n    }\n  }\n}\n", to: "/site/asset-versions.json")
  }

  /// What a bump plans: of all assets, or of some.
  ///
  /// - Parameter isAdding: whether references without a token get one.
  func plan(
    _ paths: [String]? = nil, _ request: BumpRequest = BumpRequest(), isAdding: Bool = false
  ) throws -> Plan {
    let project = try Project.open("/site", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let entries =
      paths.map { paths in
        paths.compactMap { workspace.inventory[AssetID(root: "static", path: BytePath($0))] }
      } ?? request.entries(of: workspace.inventory)
    let mending = try Mending.read(
      of: project, workspace.inventory,
      scope: paths == nil ? .all : .assets(Set(entries.map(\.id))), isAdding: isAdding, from: disk)
    return workspace.plan(
      request.choices(for: entries, of: workspace.inventory.names), on: try Make.day("20260822"),
      mending: mending)
  }

  /// Bumps, and gives what the files below `/site` then say.
  @discardableResult
  func bump(
    _ paths: [String]? = nil, _ request: BumpRequest = BumpRequest(), isAdding: Bool = false
  ) throws -> Plan {
    let plan = try plan(paths, request, isAdding: isAdding)
    try plan.write(to: disk, remembering: WriteMemory(project: "/site", state: "/state"))
    return plan
  }

  /// The text of a file below `/site`.
  subscript(name: String) -> String? { disk.text(of: BytePath("/site/" + name)) }

  /// The token that the versions file says of an asset.
  func token(_ path: String) throws -> String? {
    let project = try Project.open("/site", in: disk)
    let versions = try VersionsDocument.read(of: project, from: disk)
    let inventory = try Workspace(of: project, on: disk).inventory
    _ = versions
    return inventory[AssetID(root: "static", path: BytePath(path))]?.record?.token.text
  }
}

extension Digest {
  /// The first 8 hex digits, the token by hash.
  static func token(_ text: String) -> String { String(Make.digest(text).hex.prefix(8)) }
}

import Glibc
import TestSupport
import Values

/// A small project on disk: of its five assets one is fresh, two are stale, one is new, one is missing.
struct Shop {
  private let parent: TemporaryFolder

  /// Makes the project, with further files below it.
  init(adding files: [BytePath: String] = [:]) throws {
    parent = try TemporaryFolder()
    try write(Self.versionsBefore, to: "asset-versions.json")
    for (name, text) in Self.files.merging(files, uniquingKeysWith: { $1 }) {
      try write(text, to: name)
    }
  }

  /// Makes a project with these assets alone, and without a versions file.
  init(onlyAssets names: [BytePath]) throws {
    parent = try TemporaryFolder()
    for name in names { try write("a", to: BytePath("static").appending(name)) }
  }

  /// A project with an asset whose bytes take most of a minute to read, though none of them is on
  /// the disk.
  static func neverRead() throws -> Shop {
    let shop = try Shop(adding: ["static/video.webm": ""])
    guard truncate(shop.path("static/video.webm").terminated, 64 << 30) == 0 else {
      throw TestFileError("truncate", shop.path("static/video.webm"))
    }
    return shop
  }

  /// The folder in which the program keeps what is pending.
  var state: BytePath { parent.appending("state") }

  /// The absolute path of the project, or of a name below.
  func path(_ name: BytePath = "") -> BytePath {
    let shop = parent.appending("shop")
    return name.bytes.isEmpty ? shop : shop.appending(name)
  }

  /// Writes a file of the project, in place.
  func write(_ text: String, to name: BytePath) throws {
    try parent.write(text, to: BytePath("shop").appending(name))
  }

  /// The text of a file of the project; nil where there is none.
  func text(of name: BytePath = "asset-versions.json") -> String? {
    parent.contents(of: BytePath("shop").appending(name)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The names in the project's folder.
  var names: [BytePath] { parent.names(in: "shop") }

  private static let files: [BytePath: String] = [
    "static/css/fresh.css": "fresh\n",
    "static/css/site.css": "body{color:red}\n",
    "static/img/new.png": "png\n",
    "static/js/app.js": "app 2\n",
  ]

  /// The day of the bumps, 2026-06-01, as `SOURCE_DATE_EPOCH` has it.
  static let epoch = "1780272000"

  // Digests as sha256sum prints them: of "fresh", "body{}", "app 1", "old", each with a line feed.
  static let versionsBefore = """
    {
      "format": 1,
      "assets": {
        "static": {
          "css/fresh.css": {"token": "02db0d26", "sha256": "02db0d2659c9d48bc15f81a388594fc0e3cf4c780fdc27ea21e0671afc37de19", "bumped": "2024-05-01"},
          "css/site.css": {"token": "2708d73b", "sha256": "2708d73bf31c36cdfa1aa466551ed101017280fa546caba4473cfef6e92a93b5", "bumped": "2024-05-01"},
          "js/app.js": {"token": "0aac159e", "sha256": "0aac159e20b49bf0edd31ec3f78090c27c1855917370a5686d0eba418382a10c", "bumped": "2024-05-01"},
          "js/old.js": {"token": "01d09d19", "sha256": "01d09d19c2139a46aebfb577780d123d7396e97201bc7ead210a2ebff8239dee", "bumped": "2024-05-01"}
        }
      }
    }

    """

  // And of "body{color:red}", "png", "app 2".
  static let versionsAfter = """
    {
      "format": 1,
      "assets": {
        "static": {
          "css/fresh.css": {"token": "02db0d26", "sha256": "02db0d2659c9d48bc15f81a388594fc0e3cf4c780fdc27ea21e0671afc37de19", "bumped": "2024-05-01"},
          "css/site.css": {"token": "74d94aed", "sha256": "74d94aede163ac74eb42fe7cac4066626820fa15001ddf02c3b2d25df8e6c771", "bumped": "2026-06-01", "previous": [{"token": "2708d73b", "sha256": "2708d73bf31c36cdfa1aa466551ed101017280fa546caba4473cfef6e92a93b5"}]},
          "img/new.png": {"token": "33d8344a", "sha256": "33d8344a7135c42aa3876706b908f95b702d83ff53e05e4aaff17c07bf67a98e", "bumped": "2026-06-01"},
          "js/app.js": {"token": "3d48cde4", "sha256": "3d48cde43f600d4885b65fa9ac0ff76f317e47516b1474d498e27c74b5f6e620", "bumped": "2026-06-01", "previous": [{"token": "0aac159e", "sha256": "0aac159e20b49bf0edd31ec3f78090c27c1855917370a5686d0eba418382a10c"}]}
        }
      }
    }

    """
}

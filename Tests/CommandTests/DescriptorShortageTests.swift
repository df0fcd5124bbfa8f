import TestSupport
import Testing

/// With few descriptors the program gives the whole answer, or says that it has none; never a part of it.
@Suite struct DescriptorShortageTests {
  static let limits = Array(4...24)

  @Test(arguments: ["check", "list", "references", "preview", "bump --all --dry-run"])
  func wholeAnswerOrNone(command: String) throws {
    let shop = try Shop()
    let whole = try Assetbump.shell("assetbump \(command)", in: shop.folder)
    var answered = 0
    for limit in Self.limits {
      let result = try Assetbump.shell(
        "ulimit -n \(limit) 2>/dev/null; assetbump \(command)", in: shop.folder)
      if result.status == 2 {
        #expect(result.output == "", "\(limit)")
        let end = " - raise the limit of open files: ulimit -n 1024\n"
        #expect(result.errors.contains("Too many open files"), "\(limit): \(result.errors)")
        #expect(result.errors.hasSuffix(end), "\(limit): \(result.errors)")
      } else {
        answered += 1
        #expect(result.output == whole.output, "\(limit)")
        #expect(result.errors == whole.errors, "\(limit)")
        #expect(result.status == whole.status, "\(limit)")
      }
    }
    #expect(answered > 0 && answered < Self.limits.count, "\(answered)")
  }

  @Test func writesAllOrNothing() throws {
    let whole = try Shop()
    _ = try Assetbump.run(["bump", "--all"], in: whole.folder)
    for limit in Self.limits {
      let shop = try Shop()
      let result = try Assetbump.shell(
        "ulimit -n \(limit) 2>/dev/null; assetbump bump --all", in: shop.folder)
      #expect(
        shop.versions == (result.status == 2 ? Shop.versions : whole.versions),
        "\(limit): \(result.errors)")
    }
  }

  /// What was found with too few descriptors is not kept for the next run.
  @Test func cachesNoPart() throws {
    let shop = try Shop()
    let whole = try Assetbump.run(["check"], in: shop.folder)
    for limit in Self.limits {
      let cache = try TemporaryFolder()
      let environment = ["XDG_CACHE_HOME": String?.some("\(cache.path)")]
      _ = try Assetbump.shell(
        "ulimit -n \(limit) 2>/dev/null; assetbump check", in: shop.folder, environment: environment
      )
      let after = try Assetbump.run(["check"], in: shop.folder, environment: environment)
      #expect(after.output == whole.output && after.status == whole.status, "\(limit)")
    }
  }
}

import Testing

@testable import Site

/// Digests as Python's hashlib and base64 give them.
@Suite("Values of the integrity attribute")
struct IntegrityTests {
  private static let a256 = "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="
  private static let a384 =
    "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x"
  private static let a512 =
    "sha512-H0D8ktokFpR1CXnubPWC8tXX0o4YM13gWrxU0FYOD1MChgxlK/CNVgJSql50IQVG82n7u86MEs/HlXsmUv6adQ=="
  private static let b256 = "sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0="
  private static let b384 =
    "sha384-mKkGGCzc+x6060cRdgD2iVji3dFAJItHmE9L3mWHuJyCFcPaiVozbpStGso5AVxA"

  @Test("each algorithm", arguments: [a256, a384, a512])
  func algorithms(_ value: String) throws {
    let integrity = try #require(Integrity(Array(value.utf8)))
    #expect(integrity.matches(Array("a".utf8)))
    #expect(!integrity.matches(Array("b".utf8)))
    #expect(integrity.renewed(for: Array("a".utf8)).description == value)
  }

  @Test("nothing at all has a digest too")
  func empty() {
    #expect(
      Integrity(of: [], by: .sha384).description
        == "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb")
  }

  @Test("the strongest algorithm counts, and any of its digests will do")
  func several() throws {
    func matches(_ value: String, _ text: String) throws -> Bool {
      try #require(Integrity(Array(value.utf8))).matches(Array(text.utf8))
    }
    #expect(try matches("\(Self.a256) \(Self.b384)", "b"))
    #expect(try !matches("\(Self.a256) \(Self.b384)", "a"))
    #expect(try matches("\(Self.b384)\t\(Self.a384)\n", "a"))
    #expect(try matches("md5-x sha384-short \(Self.a256)?ct=text/css", "a"))
    #expect(
      try matches("SHA256-" + Self.a256.dropFirst(7).replacing("/", with: "_"), "a"),
      "the alphabet for URLs")
  }

  @Test("the same algorithms come again, each once")
  func renewed() throws {
    let integrity = try #require(Integrity(Array("\(Self.a256) \(Self.a384) \(Self.a384)".utf8)))
    #expect(integrity.renewed(for: Array("b".utf8)).description == "\(Self.b256) \(Self.b384)")
  }

  @Test(
    "what browsers ignore is none",
    arguments: [
      "", " ", "sha384", "sha384-", "sha1-YQ==", "sha256-{{ digest }}", "sha384-a a", "a",
    ])
  func none(_ value: String) {
    #expect(Integrity(Array(value.utf8)) == nil)
  }
}

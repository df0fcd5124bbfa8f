import Testing
import Values

@testable import References

/// Which file an import means.
@Suite struct ModuleFilesTests {
  private let files = ModuleFiles([
    "app.py", "shop/__init__.py", "shop/models.py", "shop/admin/models.py", "zoo/models.py",
    "zoo/models/__init__.py", "a/b/shop/models.py",
  ])

  @Test(
    arguments: [
      (["app"], "app.py"), (["shop"], "shop/__init__.py"), (["shop", "models"], "shop/models.py"),
      (["zoo", "models"], "zoo/models.py"), (["models"], nil), (["b", "shop", "models"], nil),
    ] as [([String], String?)])
  func exactly(_ names: [String], _ file: String?) {
    #expect(files.file(names)?.text == file)
  }

  /// Those with the fewest names count, and among them the one beside the file that imports.
  @Test(
    arguments: [
      (["models"], ".", "shop/models.py"), (["models"], "zoo", "zoo/models.py"),
      (["models"], "zebra", "zoo/models.py"), (["models"], "shop/admin", "shop/models.py"),
      (["admin", "models"], "zoo", "shop/admin/models.py"),
      (["b", "shop", "models"], ".", "a/b/shop/models.py"),
      (["shop", "models"], "a/b", "shop/models.py"),
      (["other"], ".", nil),
    ] as [([String], BytePath, String?)])
  func nearest(_ names: [String], _ folder: BytePath, _ file: String?) {
    #expect(files.file(endingWith: names, near: folder)?.text == file)
  }
}

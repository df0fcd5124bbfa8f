import Disk
import TestSupport
import Testing
import Values

/// What `loader` prints are files of this repository, byte for byte.
@Suite struct LoaderTests {
  @Test(arguments: [
    ("flask", "Sources/Loaders/printed/flask.py"),
    ("quart", "Sources/Loaders/printed/quart.py"), ("django", "Sources/Loaders/printed/django.py"),
    ("starlette", "Sources/Loaders/printed/starlette.py"),
    ("jinja", "Sources/Loaders/printed/jinja.py"),
    ("whitenoise", "Sources/Loaders/printed/whitenoise.py"),
    ("node", "Sources/Loaders/node/asset-versions.js"),
  ])
  func printed(name: String, file: BytePath) throws {
    let text = try DiskFileSystem().read(Tool.repository.appending(file), limit: 1 << 20)
    try expect(
      Assetbump.run(["loader", name], in: TemporaryFolder()), String(decoding: text, as: UTF8.self),
      "", 0)
  }

  @Test func pythonFilesAreThePackage() throws {
    let compose = VisibleText.of(Tool.repository.appending("Sources/Loaders/compose"))
    let folder = try TemporaryFolder()
    let result = try Command.run(
      Tool.python(), [compose, "--check"], in: folder.path, environment: [:])
    expect(result, "", "", 0)
  }

  @Test func anotherName() throws {
    expect(
      try Assetbump.run(["loader", "rails"], in: TemporaryFolder()), "",
      """
      Error: The value 'rails' is invalid for '<name>'. Please provide one of the following:
        - flask
        - quart
        - django
        - starlette
        - jinja
        - node
        - whitenoise
        - nginx
        - caddy
      Help:  <name>  What the application is written with, or served by.
      Usage: assetbump loader [--project <dir>] [--color <color>] [--no-cache] <name>
        See 'assetbump loader --help' for more information.

      """, 64)
  }
}

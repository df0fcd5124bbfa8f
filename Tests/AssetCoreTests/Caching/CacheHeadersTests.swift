import References
import Site
import TestSupport
import Testing
import Values

@Suite("How long browsers keep static files")
struct CacheHeadersTests {
  private func evidence(_ text: String, of file: BytePath) throws -> [String] {
    let disk = MemoryFileSystem(
      ["/p/assetbump.toml": "", "/p/static/a.css": "a", BytePath("/p").appending(file): text])
    let headers = CacheHeaders.read(
      of: try Project.open("/p", in: disk), sources: ["app.py"], on: disk)
    return headers.evidence.map { "\($0.position.line) \($0.keeping)" }
  }

  @Test(
    "Python",
    arguments: [
      (#"app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31536000"#, ["1 31536000 seconds"]),
      ("\nSEND_FILE_MAX_AGE_DEFAULT = 60 * 60 * 24  # a day", ["2 86400 seconds"]),
      (
        "app.config.update(SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=1, hours=1))",
        ["1 90000 seconds"]
      ),
      (
        "x = {'SEND_FILE_MAX_AGE_DEFAULT': datetime.timedelta(\n  weeks=1,\n)}",
        ["1 604800 seconds"]
      ),
      ("SEND_FILE_MAX_AGE_DEFAULT = int(timedelta(days=2).total_seconds())", ["1 172800 seconds"]),
      ("SEND_FILE_MAX_AGE_DEFAULT = 31_536_000 // 2", ["1 15768000 seconds"]),
      ("SEND_FILE_MAX_AGE_DEFAULT = None", ["1 asked for each time"]),
      ("SEND_FILE_MAX_AGE_DEFAULT = 0", ["1 asked for each time"]),
      ("WHITENOISE_MAX_AGE = 600", ["1 600 seconds"]),
      // Only a running program knows.
      ("SEND_FILE_MAX_AGE_DEFAULT = os.environ.get('AGE', 60)", []),
      ("SEND_FILE_MAX_AGE_DEFAULT = 60 if debug else 3600", []),
      ("if app.config['SEND_FILE_MAX_AGE_DEFAULT'] == 5: pass", []),
      ("# SEND_FILE_MAX_AGE_DEFAULT = 60", []),
      ("MY_SEND_FILE_MAX_AGE_DEFAULT = 60", []),
      ("SEND_FILE_MAX_AGE_DEFAULT = 1 / 0", []),
      ("SEND_FILE_MAX_AGE_DEFAULT = " + String(repeating: "(", count: 150), []),
      // Headers count near "static"; most are about pages.
      (
        "if request.path.startswith('/static/'):\n  r.headers['Cache-Control'] = "
          + "'public, max-age=31536000, immutable'",
        ["2 kept for good"]
      ),
      ("from flask import Flask\nfrom assetbump.flask import init_app", ["2 kept for good"]),
      ("# from assetbump.flask import init_app", []),
      ("from assetbump.jinja import init_environment", []),
      ("r.headers['Cache-Control'] = 'no-store'", []),
      ("# static\nr.headers['Cache-Control'] = 'no-cache'", ["2 asked for each time"]),
    ])
  func python(_ text: String, _ expected: [String]) throws {
    #expect(try evidence(text, of: "app.py") == expected)
  }

  @Test(
    "nginx",
    arguments: [
      ("location /static/ {\n  expires 1y;\n}", ["2 31536000 seconds"]),
      ("location ~* \\.(css|js)$ { expires max; }", ["1 kept for good"]),
      ("location /static/ { expires 1h30m; }", ["1 5400 seconds"]),
      ("location /static/ { expires modified +24h; }", ["1 86400 seconds"]),
      (
        "location /static/ { expires -1; expires epoch; }",
        ["1 asked for each time", "1 asked for each time"]
      ),
      ("location /static/ { expires off; expires $kept; expires @15h30m; }", []),
      (
        "location /static/ { add_header Cache-Control \"public, max-age=600\" always; }",
        ["1 600 seconds"]
      ),
      ("# location /static/ { expires 1y; }", []),
      ("location /api/ { expires 1y; }", []),
      ("server { location / { expires 5m; } }", ["1 300 seconds"]),
    ])
  func nginx(_ text: String, _ expected: [String]) throws {
    #expect(try evidence(text, of: "deploy/shop.conf") == expected)
  }

  @Test("the longest decides, of what speaks of static files where anything does")
  func deciding() throws {
    let disk = MemoryFileSystem([
      "/p/assetbump.toml": "", "/p/static/a.css": "a",
      "/p/app.py": "SEND_FILE_MAX_AGE_DEFAULT = 0\nSEND_FILE_MAX_AGE_DEFAULT = 60",
      "/p/nginx.conf": "location / { expires 1y; }",
      "/p/docs/nginx.conf": "location /static/ { expires 1y; }",
    ])
    let headers = CacheHeaders.read(
      of: try Project.open("/p", in: disk), sources: ["app.py"], on: disk)
    #expect(headers.deciding?.description == "app.py:2: SEND_FILE_MAX_AGE_DEFAULT, 60 seconds")
    #expect(headers.deciding?.keeping.isLong == false)
    #expect(CacheHeaders().deciding == nil)
  }
}

import Site
import Testing
import Values

/// Files that are not the project's own are told apart by their names.
struct SourceClassTests {
  @Test(arguments: [
    ("shop/templates/a.html", SourceClass.own), ("static/js/libs/x.js", .vendored),
    ("static/vendor/a.css", .vendored), ("static/app.min.js", .minified),
    ("templates/page_old_backup.html", .backup), ("staticfiles/css/a.css", .backup),
    ("templates/conteos_backup.html", .backup), ("tests/test_urls.py", .test),
    ("shop/test_pages.py", .test), ("docs/index.html", .documentation),
    ("CHANGELOG.md", .documentation), ("shop/contest.html", .own),
  ])
  func standard(path: String, expected: SourceClass) {
    #expect(SourceClasses().of(BytePath(path)) == expected)
  }
}

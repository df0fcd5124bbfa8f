import Values

extension TemplateList {
  /// Finds the template that a name in another template means, as `{% extends "base.html" %}`.
  ///
  /// Names are relative to a template folder; which folders those are stands in the application. By
  /// Flask's and Django's convention they are called `templates`: the one around the template that
  /// names the other comes first, then each other one. Without such a folder the file counts that
  /// lies nearest, in the folder of the template or around it.
  ///
  /// - Parameters:
  ///   - files: the templates, relative to the project's folder, as `files()` gives them.
  ///   - template: the template in which the name stands.
  public static func file(
    named name: [UInt8], in files: [BytePath], from template: BytePath
  ) -> BytePath? {
    let name = BytePath(bytes: name)
    guard !name.bytes.isEmpty, !name.isAbsolute else { return nil }
    let candidates = files.filter { $0 == name || $0.hasSuffix("/", name) }
    let inFolders = candidates.filter {
      $0.hasSuffix("/templates/", name) || $0 == BytePath("templates").appending(name)
    }
    return nearest(name, of: inFolders, to: template)
      ?? nearest(name, of: candidates, to: template)
  }

  /// Of files that end with a name the one below the nearest folder around a template, else the first.
  private static func nearest(
    _ name: BytePath, of candidates: [BytePath], to template: BytePath
  ) -> BytePath? {
    guard candidates.count > 1 else { return candidates.first }
    var folder = template
    repeat {
      folder = folder.folder
      let file = folder == "." ? name : folder.appending(name)
      if candidates.contains(file) { return file }
    } while folder != "." && folder != "/"
    return candidates.first
  }
}

extension BytePath {
  fileprivate func hasSuffix(_ separator: String, _ name: BytePath) -> Bool {
    bytes.reversed().starts(with: (Array(separator.utf8) + name.bytes).reversed())
  }
}

extension TemplateList {
  /// Finds the template that a name in another template means, as `{% extends "base.html" %}`.
  ///
  /// Names are relative to a template folder, and which folders those are stands in the application.
  /// So a file is looked for whose path ends with the name, in the folder of the template that names
  /// it, then in the folder around that, and so on up to the project's; then, as for templates of an
  /// installed blueprint, the first of all that ends with the name.
  ///
  /// - Parameters:
  ///   - files: the templates, relative to the project's folder, as `files()` gives them.
  ///   - template: the template in which the name stands.
  public static func file(
    named name: [UInt8], in files: [BytePath], from template: BytePath
  ) -> BytePath? {
    let name = BytePath(bytes: name)
    guard !name.bytes.isEmpty, !name.bytes.starts(with: [UInt8(ascii: "/")]) else { return nil }
    let ending = [UInt8(ascii: "/")] + name.bytes
    let candidates = files.filter { $0 == name || $0.bytes.reversed().starts(with: ending.reversed()) }
    guard candidates.count > 1 else { return candidates.first }
    var folder = template.folder
    while true {
      let nearest = folder == "." ? name : folder.appending(name)
      if candidates.contains(nearest) { return nearest }
      if folder == "." || folder.bytes.isEmpty { return candidates.first }
      folder = folder.folder
    }
  }
}

/// A tag of a template language: `{{ … }}`, `{% … %}`, `{# … #}`, `<?php … ?>`, `<% … %>`.
struct TemplateTag {
  /// What a tag is.
  enum Kind {
    /// Prints a value.
    case expression
    /// A statement, or code.
    case statement
    /// A comment.
    case comment
  }

  let kind: Kind
  /// From the first to behind the last byte.
  let range: Range<Int>
  /// Between the delimiters.
  let inner: Range<Int>
  /// The number of references made by calls inside it.
  var calls = 0
  /// Whether it is a field of an f-string of Python's.
  var isCode = false
}

extension ReferenceScan {
  /// Finds the template tags of the file, besides those that are known.
  func findTags() {
    var finder = TagFinder(scan: self, knowing: tags)
    finder.run()
    tags = finder.tags
  }

  /// The index of the first tag that starts at or behind a place.
  func tagIndex(from place: Int) -> Int {
    var low = 0
    var high = tags.count
    while low < high {
      let middle = (low + high) / 2
      if tags[middle].range.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The tag that starts at a place.
  func tag(at place: Int) -> TemplateTag? {
    guard !tags.isEmpty else { return nil }
    let index = tagIndex(from: place)
    return index < tags.count && tags[index].range.lowerBound == place ? tags[index] : nil
  }
}

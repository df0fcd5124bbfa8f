import AssetCore
import Disk
import Planning
import References
import Values

/// A page that names an asset, with the URLs that it will have: to be read, not to be changed.
public struct PageScreen: Equatable, Sendable {
  /// The asset that the pages name.
  public let asset: AssetID?
  /// The page to begin with; nil for the one that the references give.
  let first: Place?
  /// Whether the preview had the whole screen before.
  private let isOverPreview: Bool
  /// The pages, and the line of each where the asset stands first, from 1.
  private(set) var pages: [Place] = []
  /// The place of the page that is shown.
  private(set) var index = 0
  /// What there is to show.
  private(set) var content: Content = .searching
  /// The number of lines that change.
  private(set) var changeCount = 0
  /// Whether the page must be read, again or at all.
  private(set) var isOutdated = false
  private var reading = 0
  /// The line under the cursor, from 0.
  public internal(set) var cursor = 0
  /// The first line on the screen.
  public internal(set) var top = 0
  /// The columns left out at the left, where lines are not wrapped.
  public internal(set) var left = 0
  /// Whether lines that are too long go on in the next row.
  public internal(set) var wraps = false
  /// A search that is being typed.
  public internal(set) var prompt: LineEditor?
  /// The text searched last.
  public internal(set) var query = ""
  /// The line for the person.
  public internal(set) var notice: Notice?

  /// A file, or the URL of a page that the application generates, and a line in it.
  struct Place: Equatable {
    var file: BytePath
    var line: Int
    var isServed = false

    init(file: BytePath, line: Int) {
      self.file = file
      self.line = line
    }

    init(_ page: ServedPage, line: Int) {
      self.init(file: BytePath(page.url.text), line: line)
      isServed = true
    }

    init(_ reference: Reference) {
      self.init(file: reference.file, line: reference.position.line)
    }
  }

  /// What there is to show.
  enum Content: Equatable {
    case searching
    case reading
    case page(PagePreview)
    case failed(String)
  }

  /// Makes the screen of the pages that name an asset.
  ///
  /// - Parameters:
  ///   - place: the page to begin with; nil for the first one.
  ///   - isOverPreview: whether it was opened from the preview.
  init(asset: AssetID?, place: Place? = nil, isOverPreview: Bool = false) {
    self.asset = asset
    first = place
    self.isOverPreview = isOverPreview
  }

  /// What the keys go to once the page is left.
  var origin: Mode {
    isOverPreview ? .preview : .list
  }

  /// The page that is shown; nil while it is not known which.
  var file: BytePath? {
    pages.indices.contains(index) ? pages[index].file : nil
  }

  /// Whether the page that is shown is one that the application generates.
  var isServed: Bool {
    pages.indices.contains(index) && pages[index].isServed
  }

  /// The lines; none while the page is not read.
  var lines: [PagePreview.Line] {
    if case .page(let page) = content { page.lines } else { [] }
  }

  /// The line under the cursor.
  var currentLine: PagePreview.Line? {
    lines.indices.contains(cursor) ? lines[cursor] : nil
  }

  /// Takes the places that name the asset, at least one, and the one to begin with; the page shown
  /// stays.
  mutating func replacePlaces(_ places: [Place], first start: Place) {
    let before = file
    pages = []
    for place in places where pages.last?.file != place.file { pages.append(place) }
    if let place = pages.firstIndex(where: { $0.file == before }) {
      index = place
      isOutdated = true
    } else {
      show(pages.firstIndex { $0.file == start.file } ?? 0, line: start.line)
    }
  }

  /// Goes to another page.
  ///
  /// - Returns: whether there is one.
  mutating func step(_ steps: Int) -> Bool {
    guard pages.indices.contains(index + steps) else { return false }
    show(index + steps, line: pages[index + steps].line)
    return true
  }

  private mutating func show(_ place: Int, line: Int) {
    index = place
    content = .reading
    cursor = line - 1
    (top, left) = (max(0, cursor - 2), 0)
    isOutdated = true
  }

  /// Lets the page be read again; what is shown stays meanwhile.
  mutating func expire() {
    if file != nil { isOutdated = true }
  }

  /// Notes that the page is being read, under a number.
  mutating func begin(_ number: Int) {
    isOutdated = false
    reading = number
  }

  /// Takes the page that was read; one of an older number is dropped.
  mutating func receivePage(_ result: Result<PagePreview, FileError>, page number: Int) {
    guard number == reading else { return }
    switch result {
    case .success(let page):
      // The cursor is a line of the template while the page is not there.
      if content == .reading { cursor = page.index(ofTemplateLine: cursor + 1) }
      content = .page(page)
      changeCount = page.lines.count(where: \.changes)
    case .failure(let error): content = .failed(error.description)
    }
    move(to: cursor)
  }

  /// Moves the cursor to a line, as near as there is one.
  mutating func move(to line: Int) {
    // While a page is read the line to begin with is kept.
    guard !lines.isEmpty else { return }
    cursor = max(0, min(line, lines.count - 1))
  }

  /// Moves to the next line that changes (1) or the one before (-1).
  mutating func moveToChange(_ step: Int) {
    var line = cursor + step
    while lines.indices.contains(line), !lines[line].changes { line += step }
    guard lines.indices.contains(line) else {
      notice = Notice(
        changeCount == 0
          ? "no line of this page changes" : step > 0 ? "no change below" : "no change above")
      return
    }
    cursor = line
  }

  /// Moves to the next line below that holds the query (1), or the one above (-1), round the ends.
  mutating func search(_ step: Int = 1) {
    guard !query.isEmpty, !lines.isEmpty else { return }
    let query = PageQuery(query)
    let below = Array(lines.indices.dropFirst(cursor + 1)) + lines.indices.prefix(cursor + 1)
    let above = lines.indices.prefix(cursor).reversed() + lines.indices.dropFirst(cursor).reversed()
    let order = step > 0 ? below : above
    guard let line = order.first(where: { query.matches(lines[$0].next) }) else {
      notice = Notice("no \"\(VisibleText.of(self.query))\" in this page")
      return
    }
    if step > 0, line <= cursor { notice = Notice("from the top again") }
    if step < 0, line >= cursor { notice = Notice("from the bottom again") }
    cursor = line
  }
}

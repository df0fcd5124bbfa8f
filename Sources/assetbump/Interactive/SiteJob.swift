import AssetCore
import AssetTUI
import Glibc
import Planning
import References
import Screen
import Site
import Synchronization
import Values

/// One reading of the running site.
final class SiteJob: Sendable {
  private let number: Int
  private let question: SiteQuestion
  private let mailbox: Mailbox<Message>
  private let isCancelled = Atomic<Bool>(false)
  private let end = Latch()

  /// Makes a reading.
  ///
  /// - Parameters:
  ///   - number: the number that its messages bear.
  ///   - mailbox: where its messages go.
  init(number: Int, question: SiteQuestion, mailbox: Mailbox<Message>) {
    (self.number, self.question, self.mailbox) = (number, question, mailbox)
  }

  /// Lets the reading end soon.
  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  /// Waits until curl has ended and its files are gone: two seconds at most.
  func waitForEnd() {
    end.wait(seconds: 2)
  }

  /// Reads, and posts what is found.
  func run() {
    defer { end.open() }
    var crawl = Crawl(
      from: question.url,
      assets: ServedAssets(
        of: question.project, question.inventory, question.versions, at: question.url),
      places: ReleaseChange.places(in: question.map), keepsPages: true,
      salt: "\(time(nil)) \(getpid()) \(number)")
    let fetcher = CurlFetcher(
      CurlOptions(), agent: "assetbump/\(Assetbump.number)",
      isCancelled: { [self] in isCancelled.load(ordering: .relaxed) })
    do throws(FetcherError) {
      while true {
        let requests = crawl.next()
        if requests.isEmpty { break }
        try fetcher.fetch(requests) { response in
          crawl.receive(response)
          return !isCancelled.load(ordering: .relaxed)
        }
        if isCancelled.load(ordering: .relaxed) { return }
        mailbox.post(
          .verifying(
            SiteProgress(pages: crawl.pageCount, answers: crawl.responseCount), run: number))
      }
    } catch {
      return mailbox.post(.verified(.failure(SiteFailure(error.description)), run: number))
    }
    if crawl.pageCount == 0, let failure = crawl.startFailure {
      let words = PageFetchError.noAnswer(question.url, failure).description
      return mailbox.post(.verified(.failure(SiteFailure(words)), run: number))
    }
    crawl.finish()
    mailbox.post(.verified(.success(SiteReport(crawl, isPartial: false)), run: number))
  }
}

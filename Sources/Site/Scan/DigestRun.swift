import Disk
import Synchronization
import Values

/// Reads assets on several threads and gives each one's digest.
public struct DigestRun: Sendable {
  let fileSystem: any FileSystem
  let threads: Int

  /// Makes a run that reads with this many threads, one for each core when nothing is said.
  public init(fileSystem: any FileSystem, threads: Int = Threads.cores) {
    self.fileSystem = fileSystem
    self.threads = max(1, threads)
  }

  /// Digests every asset of a few; the results stand in the order of the assets.
  ///
  /// - Parameter isCancelled: asked between blocks; true ends the run, and what is not read yet fails
  ///   with ``FileError/Reason/cancelled``.
  public func digest(
    _ assets: some RandomAccessCollection<Asset> & Sendable,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [Result<FileDigest, FileError>] {
    let assets = Array(assets)
    let order = assets.indices.sorted { assets[$0].size > assets[$1].size }
    let results = SharedResults(count: assets.count)
    let next = NextIndex()
    Threads.run(min(threads, assets.count)) { [fileSystem] in
      while let index = next.next(below: order.count).map({ order[$0] }) {
        results.set(index, Self.digest(assets[index].file, on: fileSystem, isCancelled))
      }
    }
    return results.values
  }

  private static func digest(
    _ file: BytePath, on fileSystem: any FileSystem, _ isCancelled: @Sendable () -> Bool
  ) -> Result<FileDigest, FileError> {
    if isCancelled() { return .failure(FileError(file, .cancelled)) }
    do throws(FileError) {
      return .success(try fileSystem.digest(of: file, isCancelled: isCancelled))
    } catch {
      return .failure(error)
    }
  }
}

/// Hands out the numbers 0, 1, 2, … to threads.
private final class NextIndex: Sendable {
  private let counter = Atomic<Int>(0)

  func next(below limit: Int) -> Int? {
    let index = counter.add(1, ordering: .relaxed).oldValue
    return index < limit ? index : nil
  }
}

/// Results that threads set, each at indices of its own.
private final class SharedResults: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Result<FileDigest, FileError>>

  init(count: Int) {
    buffer = .allocate(capacity: count)
    buffer.initialize(repeating: .failure(FileError("", .cancelled)))
  }

  deinit {
    buffer.deinitialize()
    buffer.deallocate()
  }

  func set(_ index: Int, _ result: Result<FileDigest, FileError>) {
    buffer[index] = result
  }

  /// To be read when the threads have ended.
  var values: [Result<FileDigest, FileError>] { Array(buffer) }
}

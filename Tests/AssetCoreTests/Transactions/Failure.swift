/// The error of a body; nil where it throws none.
func failure<Failure: Error>(_ type: Failure.Type, _ body: () throws(Failure) -> Void) -> Failure? {
  do throws(Failure) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// How far the reading of an array has come.
package struct JSONElements {
  /// The number of elements begun.
  package internal(set) var count = 0
}

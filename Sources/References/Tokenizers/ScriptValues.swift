/// The values in a bracket of a script.
final class ScriptValues {
  /// Of what ended before the last comma or another operator that binds loosely.
  var settled = ScriptOperand()
  /// Of the expression that is open.
  var current = ScriptOperand()
}

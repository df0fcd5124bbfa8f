/// Texts about which RFC 8259 leaves a parser free, with what is decided here.
enum DecidedJSON {
  /// Numbers are kept as they stand: no value is made of one, so none is too great or too fine.
  static let numbers = JSONCase.table(
    #"""
    number_huge_exponent        1e9999999999999999999999
    number_huge_minus_exponent  1e-9999999999999999999999
    number_huge_negative        -1e99999
    number_past_double          123.456e789
    number_all_digits           0.4e00669999999999999999999999999999999999999999999999999999
    number_past_int64           9223372036854775808
    number_below_int64          -9223372036854775809
    number_double_bounds        1.7976931348623159e308
    number_minus_zero_kept      -0.0
    """#)

  /// Half of a surrogate pair is no character, so such a string could not be written as UTF-8.
  static let halves = JSONCase.table(
    #"""
    half_high                   "\ud800"
    half_low                    "\udfff"
    half_low_first              "\udc00\ud800"
    half_high_twice             "\ud800\ud800"
    half_high_then_text         "\ud834abc"
    half_high_then_escape       "\ud834\n"
    half_high_then_scalar       "\ud834\u0041"
    half_low_after_pair         "\ud834\udd1e\udd1e"
    half_high_before_pair       "\ud834\ud834\udd1e"
    half_in_key                 {"\ud800":0}
    half_upper                  "\uDBFF"
    """#)

  /// A key twice leaves open which of the two values counts: a merge gone wrong, and told as such.
  static let twice = JSONCase.table(
    #"""
    twice_same_value            {"a":1,"a":1}
    twice_other_value           {"a":1,"a":2}
    twice_empty_key             {"":1,"":2}
    twice_apart                 {"a":1,"b":2,"a":3}
    twice_escaped               {"a":1,"\u0061":2}
    twice_pair_escaped          {"😀":1,"\uD83D\uDE00":2}
    twice_nested                [{"x":{"a":1,"a":2}}]
    twice_unsorted              {"c":1,"b":2,"a":3,"b":4}
    """#)

  /// A byte order mark is allowed to be refused (section 8.1): Flask's loader would not read it.
  static let marks = JSONCase.table(
    #"""
    mark_object                 <EF><BB><BF>{}
    mark_then_space             <EF><BB><BF> 1
    mark_twice                  <EF><BB><BF><EF><BB><BF>1
    """#)

  /// What is nested as deep as this must be read.
  static let deep = [1, 2, 100, 128].flatMap { depth in
    [
      JSONCase("deep_arrays_\(depth)", nested("[", "", "]", depth)),
      JSONCase("deep_objects_\(depth)", nested(#"{"a":"#, "0", "}", depth)),
    ]
  }

  /// What is nested deeper is refused, so that no text can exhaust the stack.
  static let tooDeep = [129, 500, 10_000, 100_000].flatMap { depth in
    [
      JSONCase("deep_arrays_\(depth)", nested("[", "", "]", depth)),
      JSONCase("deep_open_arrays_\(depth)", nested("[", "", "", depth)),
      JSONCase("deep_objects_\(depth)", nested(#"{"a":"#, "0", "}", depth)),
      JSONCase("deep_open_objects_\(depth)", nested(#"{"a":"#, "", "", depth)),
      JSONCase("deep_both_\(depth)", nested(#"[{"":"#, "0", "}]", depth)),
    ]
  }

  private static func nested(_ open: String, _ inner: String, _ close: String, _ depth: Int)
    -> String
  {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
  }
}

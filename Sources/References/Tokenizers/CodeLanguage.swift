/// Python, and the expressions of Jinja: calls of helpers, strings, f-strings.
enum CodeLanguage {
  case python
  case jinja
}

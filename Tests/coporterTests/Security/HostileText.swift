/// What a stranger could write wherever something can be written (SECURITY 1, 2, 6, 19, 23).
enum HostileText {
  /// Leaves text, attributes, text areas, titles and scripts; short enough for the shortest column.
  static let markup = "\"'></textarea></title></script><script>alert(1)</script><img src=x onerror=alert(1)>"
  /// An address that runs code where it is followed.
  static let address = "javascript:alert(document.domain)//"
  /// Turns the direction of what follows.
  static let turned = "\u{202E}gnp.exe\u{2066}\u{200B}&lt;b&gt;&amp;"
  /// A word that no line can hold, and that a spreadsheet reads as a formula where it may.
  static let longWord = "=" + String(repeating: "W", count: 94)
  /// One of these stands in each column.
  static let columns = [markup, address, turned, longWord]

  /// Beyond the bounds of a number, or not one (19).
  static let numbers = [
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "-1", "0",
    "18446744073709551616", "1e309", "NaN", "0x10", "٣", "+1", "1.5", String(repeating: "9", count: 400),
  ]
  /// Elsewhere than this site, as browsers understand it (2).
  static let elsewhere = [
    "https://mal.example/", "//mal.example", "/\\mal.example", "\\\\mal.example", "/\t/mal.example", "/\n/mal.example",
    " //mal.example", "/%09/mal.example", "/%2F/mal.example", "https:mal.example", "http:/\\mal.example",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "/\r\nSet-Cookie: a=b", "///mal.example",
    "@mal.example", ".mal.example",
  ]
  /// For the database, for templates, for files, for columns of the schema (5, 6).
  static let words = [
    "' OR '1'='1", "'; DROP TABLE support; --", "$1", "1) UNION SELECT mail FROM person_address --", "{{7*7}}",
    "../../etc/passwd", "%", "_", "title", "person_id", "token; --", "\u{FFFF}", "\u{FEFF}", "é\u{301}",
  ]
  /// Few to the eye and many to the database, which counts otherwise.
  static let dense = [
    String(repeating: "👨‍👩‍👧‍👦", count: 140),
    String(repeating: "e" + String(repeating: "\u{301}", count: 30), count: 90),
    String(repeating: "\r\n", count: 140) + "a",
  ]
  static let parameters = [markup, address, turned, longWord] + numbers + elsewhere + words + dense
  /// One of each sort, for each commit; all of them in the soak.
  static let fewParameters = [
    markup, address, numbers[0], numbers[1], numbers[2], elsewhere[0], elsewhere[1], elsewhere[2], elsewhere[13],
    words[0], words[3], words[9], dense[0], dense[1],
  ]
}

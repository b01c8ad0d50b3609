package import HTML

/// A number that a telephone dials when it is touched.
package struct TelephoneLink: Component {
  var number: String

  package init(_ number: String) { self.number = number }

  private var dialled: String { "tel:" + number.filter { $0.isNumber || $0 == "+" } }

  package var body: some Markup { a(.href(dialled)) { number } }
}

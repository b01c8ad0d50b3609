package import HTML
import Localization

/// Under a map of the whole country: which department is in which box. Names would be too small in the boxes.
package struct OverseasKey: Component {
  private var map: TerritoryMap
  package init(_ map: TerritoryMap) { self.map = map }

  private var names: String { map.insets.map { "\($0.code) \($0.label)" }.joined(separator: ", ") }
  private var sentence: Phrase { t("Outre-mer : \(names).") }

  package var body: some Markup { p(.class("help")) { sentence } }
}

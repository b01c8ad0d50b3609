import HTML
import Localization
import Platform

/// Where an organisation is: its department with its place marked, or France with what it covers.
///
/// A drawing and its caption, which says the same in words; nothing where nobody knows the place.
struct PlaceMap: Component {
  /// What is drawn.
  private enum Ground {
    /// One department among its neighbours, with the places of communes.
    case department(TerritoryMap.Department, places: [TerritoryMap.Point])
    /// The whole country, some departments tinted.
    case country(tinted: Set<String>)
  }

  private var map: TerritoryMap
  private var ground: Ground
  private var caption: Phrase

  /// - Parameters:
  ///   - members: those that an intercommunality or an operator gathers; marked, or their departments tinted.
  init?(of organisation: Organisation, members: [Organisation], on map: TerritoryMap, _ places: Places) {
    self.map = map
    let department = places.departmentName(of: organisation) ?? ""
    let gathers = organisation.kind != .commune && !members.isEmpty
    switch organisation.kind {
    case .department:
      guard let code = organisation.department else { return nil }
      ground = .country(tinted: [code])
      caption = t("Carte de France. En couleur : \(organisation.name).")
    case .region:
      ground = .country(tinted: places.departments(ofRegion: organisation.inseeCode ?? ""))
      caption = t("Carte de France. En couleur : les départements de la région \(organisation.name).")
    default:
      let marked = (gathers ? members : [organisation]).compactMap { $0.point(on: map) }
      if let whole = map.departments.first(where: { $0.code == organisation.department }), !marked.isEmpty {
        ground = .department(whole, places: marked)
        caption =
          gathers
          ? t("Carte du département (\(department)). Chaque point est un membre.")
          : t("Carte du département (\(department)). Le point : \(organisation.name).")
      } else if gathers {
        ground = .country(tinted: Set(members.compactMap(\.department)))
        caption = t("Carte de France. En couleur : les départements de ses membres.")
      } else {
        ground = .country(tinted: Set([organisation.department].compactMap(\.self)))
        caption = t("Carte de France. En couleur : le département (\(department)).")
      }
    }
    if !hasSomethingToShow { return nil }
  }

  private var hasSomethingToShow: Bool {
    switch ground {
    case .department(_, let places): !places.isEmpty
    case .country(let tinted): !tinted.isEmpty
    }
  }

  private var isCountry: Bool { if case .country = ground { true } else { false } }

  private var drawing: String {
    switch ground {
    case .department(let department, let places): draw(department, places)
    case .country(let tinted): drawCountry(tinted)
    }
  }

  private func draw(_ department: TerritoryMap.Department, _ places: [TerritoryMap.Point]) -> String {
    let view = map.view(of: department)
    var svg = Self.opening(view.x, view.y, view.side)
    for other in map.departments where other.code != department.code && view.isNear(other) && !view.isInset {
      svg += "<path class=\"d0\" d=\"\(other.path)\"/>"
    }
    svg += "<path class=\"d2\" d=\"\(department.path)\"/>"
    let radius = view.side * (places.count > 1 ? 0.011 : 0.022)
    for place in places { svg += Self.circle(place, radius) }
    return svg + "</svg>"
  }

  private func drawCountry(_ tinted: Set<String>) -> String {
    var svg = Self.opening(0, 0, map.side)
    for department in map.departments {
      svg += "<path class=\"\(tinted.contains(department.code) ? "d4" : "d0")\" d=\"\(department.path)\"/>"
    }
    return svg + map.boxes + "</svg>"
  }

  private static func opening(_ x: Double, _ y: Double, _ side: Double) -> String {
    let box = "\(tenth(x)) \(tenth(y)) \(tenth(side)) \(tenth(side))"
    return "<svg class=\"map\" viewBox=\"\(box)\" aria-hidden=\"true\" focusable=\"false\">"
  }

  private static func circle(_ place: TerritoryMap.Point, _ radius: Double) -> String {
    "<circle class=\"point\" cx=\"\(hundredth(place.x))\" cy=\"\(hundredth(place.y))\" r=\"\(hundredth(radius))\"/>"
  }

  private static func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }
  private static func hundredth(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  var body: some Markup {
    figure(.class("card")) {
      // Our own drawing: codes, numbers and paths of the register alone.
      UnsafelyUnescaped(unsafelyUnescaped: drawing)
      if isCountry { OverseasKey(map) }
      figcaption(.class("help")) { caption }
    }
  }
}

extension Organisation {
  /// Its place on the drawing, when it has one.
  fileprivate func point(on map: TerritoryMap) -> TerritoryMap.Point? {
    guard let longitude, let latitude, let department else { return nil }
    return map.point(longitude: longitude, latitude: latitude, department: department)
  }
}

package import Foundation

/// The map of departments, ready to draw in a square, and where a place of the earth falls on it.
///
/// Read from `departements.svgpaths.json`, which `setup/map.py` draws; metropolitan France by the cone of Lambert-93,
/// five departments overseas each in a box of its own.
package struct TerritoryMap: Sendable, Decodable {
  /// One department's outline.
  package struct Department: Sendable, Decodable {
    /// INSEE's code: « 01 », « 2A », « 974 ».
    package let code: String
    package let name: String
    /// The same as French is printed.
    package var title: String { name.replacing("'", with: "’") }
    /// The centroid of its largest part, in the drawing's units.
    package let x: Double
    package let y: Double
    /// SVG path data.
    package let path: String
  }

  /// The box of a department overseas, in the drawing's units; its label is written at the bottom.
  package struct Inset: Sendable, Decodable {
    package let code: String
    package let label: String
    package let x: Double
    package let y: Double
    package let width: Double
    package let height: Double
    private let scaleX: Double
    private let scaleY: Double
    private let shiftX: Double
    private let shiftY: Double

    fileprivate func point(longitude: Double, latitude: Double) -> Point {
      Point(x: shiftX + scaleX * longitude, y: shiftY - scaleY * latitude)
    }
  }

  /// A place on the drawing: x to the right, y downwards.
  package struct Point: Sendable, Equatable {
    package let x: Double
    package let y: Double
  }

  /// The conformal cone on a sphere, by its exponent and its meridian in degrees.
  private struct Cone: Sendable, Decodable {
    let exponent: Double
    let meridian: Double
    let scale: Double
    let shiftX: Double
    let shiftY: Double

    func point(longitude: Double, latitude: Double) -> Point {
      let radius = pow(tan(.pi / 4 + latitude * .pi / 360), -exponent)
      let angle = exponent * (longitude - meridian) * .pi / 180
      return Point(x: shiftX + scale * radius * sin(angle), y: shiftY + scale * radius * cos(angle))
    }
  }

  /// The drawing's width and height: its `viewBox` is `0 0 side side`.
  package let side: Double
  /// By code.
  package let departments: [Department]
  package let insets: [Inset]
  private let cone: Cone

  /// Reads the map.
  /// - Parameter folder: where `departements.svgpaths.json` is.
  /// - Throws: `RegisterError` when it is missing or damaged.
  package static func load(folder: URL) throws(RegisterError) -> TerritoryMap {
    let file = "departements.svgpaths.json"
    let bytes: Data
    do {
      bytes = try Data(contentsOf: folder.appending(path: file))
    } catch {
      throw RegisterError(file: file, line: 1, reason: .unreadable)
    }
    do {
      return try JSONDecoder().decode(TerritoryMap.self, from: bytes)
    } catch {
      throw RegisterError(file: file, line: 1, reason: .damaged)
    }
  }

  /// The boxes of the departments overseas, each with its code at the bottom, in SVG; `OverseasKey` tells the names.
  package var boxes: String {
    insets.map { inset in
      let box =
        "<rect class=\"inset\" x=\"\(inset.x)\" y=\"\(inset.y)\" width=\"\(inset.width)\" height=\"\(inset.height)\"/>"
      let (x, y) = (inset.x + inset.width / 2, inset.y + inset.height - side / 100)
      return box + "<text class=\"inset-label\" x=\"\(x)\" y=\"\(y)\">\(inset.code)</text>"
    }.joined()
  }

  /// Where a place falls on the drawing; nil when it would be outside (Saint-Barthélemy, or a wrong position).
  /// - Parameters:
  ///   - longitude: degrees, WGS 84.
  ///   - latitude: degrees, WGS 84.
  ///   - department: the code of its department, which tells the box.
  package func point(longitude: Double, latitude: Double, department: String) -> Point? {
    if let inset = insets.first(where: { $0.code == department }) {
      let point = inset.point(longitude: longitude, latitude: latitude)
      let isInside =
        (inset.x...inset.x + inset.width).contains(point.x)
        && (inset.y...inset.y + inset.height).contains(point.y)
      return isInside ? point : nil
    }
    guard (-85...85).contains(latitude) else { return nil }
    let point = cone.point(longitude: longitude, latitude: latitude)
    return (0...side).contains(point.x) && (0...side).contains(point.y) ? point : nil
  }
}

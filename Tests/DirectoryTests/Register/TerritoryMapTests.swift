import Foundation
import Testing

@testable import Directory

@Suite("The map of departments")
struct TerritoryMapTests {
  private let map: TerritoryMap

  init() throws { map = try TerritoryMap.load(folder: registerFolder) }

  @Test("It draws the register's 101 departments in at most 45 kB")
  func departments() throws {
    let register = try RegisterFile.load(folder: registerFolder).filter { $0.kind == .department }
    #expect(map.departments.map(\.code).sorted() == register.compactMap(\.inseeCode).sorted())
    #expect(map.departments.reduce(0) { $0 + $1.path.utf8.count } <= 45_000)
    #expect(map.departments.allSatisfy { $0.path.hasPrefix("M") && $0.path.hasSuffix("z") })
    #expect(map.departments.allSatisfy { (0...map.side).contains($0.x) && (0...map.side).contains($0.y) })
  }

  @Test("Every commune that has a position falls near its department")
  func communes() throws {
    let centres = Dictionary(uniqueKeysWithValues: map.departments.map { ($0.code, $0) })
    for commune in try RegisterFile.load(folder: registerFolder) where commune.kind == .commune {
      guard let longitude = commune.longitude, let latitude = commune.latitude else { continue }
      let code = try #require(commune.department)
      let centre = try #require(centres[code])
      let point = map.point(longitude: longitude, latitude: latitude, department: code)
      // From the centroid, no department of this drawing reaches farther than 60 units.
      let distance = point.map { hypot($0.x - centre.x, $0.y - centre.y) } ?? .infinity
      #expect(distance < 60, "\(commune.name) (\(code)) is \(distance) away")
    }
  }

  @Test("North is up, east is right, and what is elsewhere has no place")
  func directions() throws {
    let dunkirk = try #require(map.point(longitude: 2.38, latitude: 51.03, department: "59"))
    let perpignan = try #require(map.point(longitude: 2.9, latitude: 42.7, department: "66"))
    let brest = try #require(map.point(longitude: -4.49, latitude: 48.39, department: "29"))
    let strasbourg = try #require(map.point(longitude: 7.75, latitude: 48.58, department: "67"))
    #expect(dunkirk.y < perpignan.y && brest.x < strasbourg.x)
    #expect(map.point(longitude: -73.9, latitude: 40.7, department: "59") == nil)
    #expect(map.point(longitude: 2.38, latitude: 51.03, department: "971") == nil)
  }

  @Test("Boxes of departments overseas do not overlap")
  func insets() {
    #expect(map.insets.map(\.code).sorted() == ["971", "972", "973", "974", "976"])
    for (index, box) in map.insets.enumerated() {
      for other in map.insets.dropFirst(index + 1) {
        let isApart = abs(box.x - other.x) >= box.width || abs(box.y - other.y) >= box.height
        #expect(isApart)
      }
    }
  }

  @Test("A missing map is said")
  func missing() {
    #expect(throws: RegisterError(file: "departements.svgpaths.json", line: 1, reason: .unreadable)) {
      try TerritoryMap.load(folder: URL(filePath: "/nowhere"))
    }
  }

  @Test("The view of a department holds its outline, read from its path, and stays within the drawing’s scale")
  func views() throws {
    for department in map.departments {
      let view = map.view(of: department)
      let box = department.box
      #expect(box.left >= view.x && box.right <= view.x + view.side, "\(department.code)")
      #expect(box.top >= view.y && box.bottom <= view.y + view.side, "\(department.code)")
      // Paris is some 6 units wide, no department more than 85.
      #expect((5...85).contains(view.side), "\(department.code): \(view.side)")
      #expect(view.isNear(department))
    }
    let landes = try #require(map.departments.first { $0.code == "40" })
    let gironde = try #require(map.departments.first { $0.code == "33" })
    let nord = try #require(map.departments.first { $0.code == "59" })
    #expect(map.view(of: landes).isNear(gironde) && !map.view(of: landes).isNear(nord))
    #expect(map.view(of: try #require(map.departments.first { $0.code == "974" })).isInset)
  }
}

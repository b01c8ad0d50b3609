import Foundation
import Storage

extension Organisation {
  /// Those of its kind around it: a commune's within its intercommunality, else the nearest; the nearest first.
  ///
  /// Distances are compared on a plane tangent at its place: right to a few metres between neighbours.
  func neighbours(limit: Int, _ db: Snapshot) throws -> [Organisation] {
    let others: SQL = "kind = \(kind.rawValue) AND id <> \(id) AND \(Merger.isNone)"
    let sameGroup: SQL? = intercommunalitySiren.map { "AND intercommunality_siren = \($0)" }
    guard let longitude, let latitude else {
      guard let sameGroup else { return [] }
      return try db.rows(
        """
        SELECT \(Self.columns) FROM organisation WHERE \(others) \(sameGroup)
        ORDER BY population DESC, id LIMIT \(limit)
        """)
    }
    let narrowing = pow(cos(latitude * .pi / 180), 2)
    return try db.rows(
      """
      SELECT \(Self.columns) FROM organisation
      WHERE \(others) \(sameGroup ?? "") AND longitude IS NOT NULL AND latitude IS NOT NULL
      ORDER BY (longitude - \(longitude)) * (longitude - \(longitude)) * \(narrowing)
        + (latitude - \(latitude)) * (latitude - \(latitude)), id
      LIMIT \(limit)
      """)
  }

  /// What it gathers: the communes of an intercommunality, the departments of a region, the members of an operator; the
  /// most populous first.
  func gathered(limit: Int, _ db: Snapshot) throws -> [Organisation] {
    switch kind {
    case .intercommunality:
      try siren.map { try Self.members(ofSiren: $0, limit: limit, db) } ?? []
    case .region:
      try db.rows(
        """
        SELECT \(Self.columns) FROM organisation WHERE kind = 'department' AND region = \(inseeCode ?? "")
        ORDER BY population DESC, id LIMIT \(limit)
        """)
    default: try OrganisationMember.all(of: id, limit: limit, db)
    }
  }
}

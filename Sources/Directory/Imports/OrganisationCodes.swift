import Storage

/// The organisations by the codes that files name them with, read once for a whole import.
struct OrganisationCodes {
  private var communes: [String: Int64] = [:]
  private var sirens: [String: Int64] = [:]

  init(_ db: Snapshot) throws {
    try db.forEach(
      "SELECT id, kind, insee_code, siren FROM organisation WHERE insee_code IS NOT NULL OR siren IS NOT NULL"
    ) { row in
      let id: Int64 = try row.next()
      let kind: OrganisationKind = try row.next()
      let code: String? = try row.next()
      let siren: String? = try row.next()
      if kind == .commune, let code { communes[code] = id }
      if let siren { sirens[siren] = id }
    }
  }

  /// The commune of a code, else the body of a SIREN.
  func find(inseeCode: String?, siren: String?) -> Int64? {
    inseeCode.flatMap { communes[$0] } ?? siren.flatMap { sirens[$0] }
  }

  /// The commune of a code, or that of which it names an arrondissement (Paris, Lyon, Marseille).
  func commune(_ code: String) -> Int64? { communes[code] ?? communes[Self.whole(of: code)] }

  private static func whole(of code: String) -> String {
    switch code {
    case "75101"..."75120": "75056"
    case "69381"..."69389": "69123"
    case "13201"..."13216": "13055"
    default: code
    }
  }
}

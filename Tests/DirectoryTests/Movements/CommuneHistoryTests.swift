import Testing

@testable import Directory

/// A file of movements as INSEE's, from rows of MOD, DATE_EFF, before (type, code, name), after (type, code, TNCC,
/// name).
func movements(_ rows: String...) throws -> CSV {
  let header = """
    MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,\
    LIBELLE_AP
    """
  let lines = rows.map { row in
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    guard cells.count == 9 else { return row }
    return
      "\(cells[0]),\(cells[1]),\(cells[2]),\(cells[3]),0,,,\(cells[4]),\(cells[5]),\(cells[6]),\(cells[7]),,,\(cells[8])"
  }
  return try CSV(bytes: Array(([header] + lines).joined(separator: "\n").utf8), file: "mvtcommune.csv")
}

@Suite("What became of the communes")
struct CommuneHistoryTests {
  private func history(_ rows: String..., until day: String = "2026-01-01") throws -> CommuneHistory {
    let table = try movements(rows[0], rows.count > 1 ? rows[1] : rows[0], rows.count > 2 ? rows[2] : rows[0])
    return CommuneHistory(try Movement.all(in: table), until: day)
  }

  // Bellegarde-sur-Valserine, Châtillon-en-Michaille and Lancrans made Valserhône on the first day of 2019.
  @Test("A new commune takes over those that make it, keeps the code of one, and takes its name")
  func newCommune() throws {
    let history = try history(
      "32,2019-01-01,COM,01091,Châtillon-en-Michaille,COM,01033,0,Valserhône",
      "32,2019-01-01,COM,01091,Châtillon-en-Michaille,COMD,01091,0,Châtillon-en-Michaille",
      "32,2019-01-01,COM,01033,Bellegarde-sur-Valserine,COM,01033,0,Valserhône")
    #expect(history.ends == ["01091": .init(into: "01033", effectiveOn: "2019-01-01")])
    #expect(history.name(of: "01033", from: "Bellegarde-sur-Valserine")?.genitive == "de Valserhône")
    #expect(history.name(of: "01033", from: "Valserhône") == nil)
  }

  @Test("What is not in force yet is not told")
  func later() throws {
    let row = "31,2019-01-01,COM,01091,A,COM,01033,0,B"
    #expect(try history(row, until: "2018-12-31").ends.isEmpty)
    #expect(try history(row, until: "2019-01-01").ends.count == 1)
  }

  @Test("A commune that is restored is there again, and may join another later")
  func restored() throws {
    let ended = "33,1973-01-01,COM,01091,A,COM,01033,0,B"
    let restored = "21,2004-01-01,COM,01033,B,COM,01091,0,A"
    #expect(try history(restored, ended).ends.isEmpty)
    let again = "31,2020-01-01,COM,01091,A,COM,01044,0,C"
    #expect(try history(again, restored, ended).ends["01091"]?.into == "01044")
  }

  @Test("A chain is followed as far as a commune that the directory knows, and never in a circle")
  func chain() throws {
    let first = "31,2016-01-01,COM,01001,A,COM,01002,0,B"
    let second = "31,2019-01-01,COM,01002,B,COM,01003,0,C"
    let history = try history(first, second)
    #expect(history.end(of: "01001") { $0 == "01002" }?.into == "01002")
    #expect(history.end(of: "01001") { $0 == "01003" } == .init(into: "01003", effectiveOn: "2016-01-01"))
    #expect(history.end(of: "01001") { _ in false } == nil)
    let circle = try self.history(first, "31,2019-01-01,COM,01002,B,COM,01001,0,A")
    #expect(circle.end(of: "01001") { $0 == "01009" } == nil)
  }

  @Test("A change of department is a change of code of the same commune")
  func code() throws {
    let history = try history("41,2018-01-01,COM,49011,Freigné,COM,44225,0,Freigné")
    #expect(history.code(before: "44225") == "49011" && history.ends.isEmpty)
  }

  @Test(
    "What cannot be is refused with its line",
    arguments: [
      ("x,2019-01-01,COM,01091,A,COM,01033,0,B", "MOD"), ("32,2019-13-01,COM,01091,A,COM,01033,0,B", "DATE_EFF"),
      ("32,2019-01-01,CAN,01091,A,COM,01033,0,B", "TYPECOM_AV"), ("32,2019-01-01,COM,0109,A,COM,01033,0,B", "COM_AV"),
      ("32,2019-01-01,COM,01091,,COM,01033,0,B", "LIBELLE_AV"), ("32,2019-01-01,COM,01091,A,COM,2C033,0,B", "COM_AP"),
      ("32,2019-01-01,COM,01091,A,COM,01033,9,B", "TNCC_AP"), ("32,2019-01-01,COM,01091,A,COM,01033,0,", "LIBELLE_AP"),
    ])
  func malformed(row: String, column: String) throws {
    let table = try movements("10,2019-01-01,COM,01091,A,COM,01091,0,B", row)
    do {
      _ = try Movement.all(in: table)
      Issue.record("\(row) was read")
    } catch {
      #expect(error.line == 3)
      guard case .wrongValue(column, _) = error.reason else { return #expect(Bool(false), "\(error)") }
    }
  }

  @Test("A file that is not of movements is refused by the name of the column that it lacks")
  func otherFile() throws {
    let table = try CSV(bytes: Array("MOD,DATE_EFF\n".utf8), file: "x")
    #expect(throws: RegisterError(file: "x", line: 1, reason: .missingColumn("TYPECOM_AV"))) {
      try Movement.all(in: table)
    }
  }
}

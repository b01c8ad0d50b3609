/// One thing that happened to a whole commune, as INSEE's file of movements (`mvtcommune`) tells it.
///
/// Read from that file, kept, never changed: an older edition of the register is brought up to date by them.
/// - SeeAlso: INSEE, Code officiel géographique, « Événements sur les communes »: MOD, TYPECOM, TNCC.
package struct Movement: Sendable, Hashable {
  /// INSEE's MOD.
  package var kind: Int
  /// The first day of what is new: `2019-01-01`.
  package var effectiveOn: String
  package var codeBefore: String
  package var nameBefore: String
  package var codeAfter: String
  package var nameAfter: String
  /// INSEE's TNCC of the name after.
  package var articleAfter: Int

  /// 30 suppression, 31 fusion simple, 32 commune nouvelle, 33 fusion-association: the code before ends in that after.
  private static let merging: Set<Int> = [30, 31, 32, 33]
  /// 41 change of department, 50 change of chief town: the same commune under another code.
  private static let recoding: Set<Int> = [41, 50]
  /// 20 creation, 21 re-establishment: the code after lives again beside that before.
  private static let reviving: Set<Int> = [20, 21]

  package var merges: Bool { codeBefore != codeAfter && Self.merging.contains(kind) }
  package var recodes: Bool { codeBefore != codeAfter && Self.recoding.contains(kind) }
  package var revives: Bool { codeBefore != codeAfter && Self.reviving.contains(kind) }
  /// Under 10 (change of name), and under any other where a commune keeps its code and takes another name.
  package var renames: Bool { codeBefore == codeAfter && nameBefore != nameAfter }
  var matters: Bool { merges || recodes || revives || renames }

  /// The movements of `table` that concern whole communes; delegated and associated communes, and the
  /// arrondissements, are left aside.
  /// - Throws: `RegisterError` with the line of the first value that cannot be.
  package static func all(in table: CSV) throws(RegisterError) -> [Movement] {
    let columns = try Columns(table)
    var movements: [Movement] = []
    for row in 0..<table.count {
      if let movement = try columns.movement(table, row), movement.matters { movements.append(movement) }
    }
    return movements
  }

  private struct Columns {
    let kind, date, typeBefore, codeBefore, nameBefore, typeAfter, codeAfter, nameAfter, articleAfter: Int

    init(_ table: CSV) throws(RegisterError) {
      kind = try table.column("MOD")
      date = try table.column("DATE_EFF")
      typeBefore = try table.column("TYPECOM_AV")
      codeBefore = try table.column("COM_AV")
      nameBefore = try table.column("LIBELLE_AV")
      typeAfter = try table.column("TYPECOM_AP")
      codeAfter = try table.column("COM_AP")
      nameAfter = try table.column("LIBELLE_AP")
      articleAfter = try table.column("TNCC_AP")
    }

    func movement(_ table: CSV, _ row: Int) throws(RegisterError) -> Movement? {
      guard let kind = try table.natural(row, kind) else { throw table.refusal(row, self.kind) }
      for column in [typeBefore, typeAfter] {
        guard ["COM", "COMA", "COMD", "ARM", ""].contains(table.text(row, column)) else {
          throw table.refusal(row, column)
        }
      }
      let day = try table.day(row, date)
      guard table.text(row, typeBefore) == "COM", table.text(row, typeAfter) == "COM" else { return nil }
      guard let before = try table.communeCode(row, codeBefore) else { throw table.refusal(row, codeBefore) }
      guard let after = try table.communeCode(row, codeAfter) else { throw table.refusal(row, codeAfter) }
      guard let nameBefore = table.prose(row, nameBefore) else { throw table.refusal(row, self.nameBefore) }
      guard let nameAfter = table.prose(row, nameAfter) else { throw table.refusal(row, self.nameAfter) }
      guard let article = try table.natural(row, articleAfter), (0...8).contains(article) else {
        throw table.refusal(row, articleAfter)
      }
      return Movement(
        kind: kind, effectiveOn: day, codeBefore: before, nameBefore: nameBefore, codeAfter: after,
        nameAfter: nameAfter, articleAfter: article)
    }
  }
}

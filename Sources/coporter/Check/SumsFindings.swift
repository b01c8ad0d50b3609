import Instruction
import Storage

/// What `check` finds in the numbers that pages tell: whether they agree with one another and with their lists.
enum SumsFindings {
  private static let subject = "Comptes"

  static func of(_ db: Snapshot) throws -> [Finding] { findings(of: try Sums(db)) }

  static func findings(of sums: Sums) -> [Finding] {
    guard !sums.faults.isEmpty else { return [.sound(subject, "\(sums.compared) nombres comparés, tous d’accord")] }
    return sums.faults.map { fault in
      .fault(
        subject, "\(fault.consultation) : \(fault.what) : \(fault.told) annoncés, \(fault.found) trouvés.")
    }
  }
}

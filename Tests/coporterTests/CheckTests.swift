import Foundation
import Localization
import Platform
import Storage
import Testing

@testable import coporter

@Suite struct CheckTests {
  @Test(
    "Room is a fault when writes are about to fail, a warning when no backup would fit",
    arguments: [
      (50, 1, Finding.Level.fault), (500, 1, .warning), (5000, 1, .sound), (5000, 3000, .warning),
    ])
  func space(_ freeMegabytes: Int64, _ databaseMegabytes: Int64, _ level: Finding.Level) {
    let finding = SpaceFinding.finding(
      FreeSpace(free: freeMegabytes * 1_000_000, databaseSize: databaseMegabytes * 1_000_000, in: "/srv"))
    #expect(finding.level == level)
    #expect(finding.line.contains("\(freeMegabytes) Mo libres dans /srv"))
  }

  @Test("A clock behind the newest line of the journal is a fault, whatever it is set by")
  func clock() {
    let noon = Instant(milliseconds: 1_800_000_000_000)
    let later = Instant(milliseconds: noon.milliseconds + 90_000)
    #expect(ClockFindings.order(noon, later).level == .fault)
    #expect(ClockFindings.order(noon, later).text.contains("90 s"))
    #expect(ClockFindings.order(later, noon).level == .sound)
    #expect(ClockFindings.synchronisation(true).level == .sound)
    #expect(ClockFindings.synchronisation(false).level == .warning)
    #expect(ClockFindings.synchronisation(nil).level == .warning)
  }

  @Test("A zone that is not that of Paris, or is missing, is a fault")
  func zone() {
    #expect(ClockFindings.zone(TimeZone(identifier: "Europe/Paris")).level == .sound)
    #expect(ClockFindings.zone(TimeZone(secondsFromGMT: 3600)).level == .fault)
    #expect(ClockFindings.zone(nil).level == .fault)
  }

  @Test("Each problem of a database is a fault, each warning a warning, and a sound one is said to be")
  func database() {
    var check = DatabaseCheck(engine: .sqlite, version: "3.40.1")
    check.warnings = [.oldSQLite, .noLog, .oldPostgreSQL, .unsafeSetting("fsync")]
    let sound = DatabaseFindings.findings(of: check, isAtLevel: true)
    #expect(sound.filter { $0.level == .warning }.count == 4)
    #expect(sound.last == .sound("Base", "intègre"))
    #expect(sound.contains { $0.line.contains("SQLite 3.40.1 est plus ancien que 3.51.3") })
    check.problems = [
      .integrity("row 3 missing"), .lostReference(table: "support"), .encoding("LATIN1"), .invalidIndex("a"),
      .uncheckedConstraint("b"), .damagedPages(2),
    ]
    let broken = DatabaseFindings.findings(of: check, isAtLevel: false)
    #expect(broken.filter { $0.level == .fault }.count == 6)
    #expect(broken.filter { $0.level == .warning }.count == 5)
  }
}

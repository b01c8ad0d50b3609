import ArgumentParser
import Storage

/// Says what a database holds that was opened anew: `entry N` and `echo N` for each row, `tally N` for the sum of the
/// counts, `problem …` for each one that the check finds.
struct RowsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rows")

  @OptionGroup var trial: Trial

  func run() async throws {
    try await trial.run { database in
      try await database.read { db in
        for number in try db.values("SELECT number FROM entry ORDER BY number", as: Int.self) { say("entry \(number)") }
        let echoes: SQL =
          "SELECT echo.number FROM echo JOIN entry ON entry.id = echo.entry_id AND entry.number = echo.number"
        for number in try db.values(echoes, as: Int.self) { say("echo \(number)") }
        say("tally \(try db.value("SELECT sum(count) FROM tally", as: Int.self) ?? 0)")
      }
      for problem in try await database.check().problems { say("problem \(problem)") }
    }
  }
}

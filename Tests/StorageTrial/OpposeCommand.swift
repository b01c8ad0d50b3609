import ArgumentParser
import Storage

/// Touches the same rows in each write, in rising or in falling order, as fast as it can. Two processes that do so in
/// opposite orders would wait for one another's rows for ever, unless something keeps them apart.
///
/// Says `touched N`, how many times a row was counted up, and `error 0 KIND SENTENCE`.
struct OpposeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "oppose")

  @OptionGroup var trial: Trial
  @Option(help: "How many write at once.") var tasks = 8
  @Option var seconds = 20
  @Flag(help: "In falling order.") var falling = false

  func run() async throws {
    try await trial.run { database in
      try await database.write { db in
        for tally in 1...Schema.tallies {
          try db.execute("INSERT INTO tally (id, count) VALUES (\(tally), 0) ON CONFLICT (id) DO NOTHING")
        }
      }
      let deadline = ContinuousClock.now + .seconds(seconds)
      let touched = await withTaskGroup(of: Int.self) { group in
        for task in 0..<tasks { group.addTask { await work(task, in: database, until: deadline) } }
        return await group.reduce(0, +)
      }
      say("touched \(touched)")
    }
  }

  private func work(_ task: Int, in database: Database, until deadline: ContinuousClock.Instant) async -> Int {
    // Each task has rows of its own choice, which overlap those of all others.
    let rising = Array(stride(from: 1 + task % 3, through: Schema.tallies, by: 1 + task % 4))
    let order = falling ? rising.reversed() : rising
    var touched = 0
    while ContinuousClock.now < deadline {
      do {
        try await database.write { db in
          for tally in order { try db.execute("UPDATE tally SET count = count + 1 WHERE id = \(tally)") }
        }
        touched += order.count
      } catch { say("error 0 \(summary(of: error))") }
    }
    return touched
  }
}

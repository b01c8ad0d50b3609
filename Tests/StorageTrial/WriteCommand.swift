import ArgumentParser
import Foundation
import Storage
import Synchronization

/// Writes numbered rows from several tasks, each in two tables. Each number is tried once: `ack N`, or
/// `error N KIND SENTENCE`. Ends after so many, or with the standard input.
struct WriteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "write")

  @OptionGroup var trial: Trial
  @Option(help: "How many write at once.") var tasks = 8
  @Option(help: "How many rows; 0: until the standard input ends.") var writes = 0
  @Option(help: "The number of the first row.") var first = 1
  @Option(help: "The length of the text that each row carries.") var bytes = 100
  @Flag(help: "Waits for a line of the standard input before the first row.") var onCue = false

  func run() async throws {
    try await trial.run { database in
      if onCue { _ = readLine() }
      let numbers = Numbers(from: first, count: writes == 0 ? Int(Int32.max) : writes)
      if writes == 0 { numbers.endWithInput() }
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<tasks { group.addTask { await work(numbers, in: database) } }
      }
    }
  }

  private func work(_ numbers: Numbers, in database: Database) async {
    while let number = numbers.next() {
      do {
        try await write(number, in: database)
        say("ack \(number)")
      } catch {
        say("error \(number) \(summary(of: error))")
        // As people do: who was refused does not come back at once.
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  private func write(_ number: Int, in database: Database) async throws {
    // The mark again and again, so that a trace finds it wherever the engine cuts.
    let mark = "row-\(number);"
    let filling = String(repeating: mark, count: max(1, bytes / mark.utf8.count))
    try await database.write { db in
      let identifier = try db.insert(
        "INSERT INTO entry (number, filling) VALUES (\(number), \(filling)) RETURNING id")
      try db.execute("INSERT INTO echo (number, entry_id) VALUES (\(number), \(identifier))")
    }
  }
}

/// The numbers that are still to be tried, each given once.
private final class Numbers: Sendable {
  private let following: Atomic<Int>
  private let end: Atomic<Int>

  init(from first: Int, count: Int) {
    following = Atomic(first)
    end = Atomic(first + count)
  }

  func next() -> Int? {
    let number = following.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < end.load(ordering: .relaxed) ? number : nil
  }

  /// No more once whoever started us has closed our input.
  func endWithInput() {
    Thread.detachNewThread { [self] in
      while let bytes = try? FileHandle.standardInput.read(upToCount: 1), !bytes.isEmpty {}
      end.store(0, ordering: .relaxed)
    }
  }
}

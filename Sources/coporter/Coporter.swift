import ArgumentParser
@preconcurrency import Glibc
import Storage

@main
struct Coporter: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coporter",
    abstract: "De quels services numériques les collectivités ont-elles besoin ?",
    discussion:
      "Une base, un programme. « coporter demo » ouvre une démonstration ; « coporter serve » sert pour de vrai.",
    version: release,
    subcommands: [
      ServeCommand.self, DemoCommand.self, DirectoryCommand.self, BackupCommand.self, RestoreCommand.self,
      CheckCommand.self, DatabaseCommand.self, PersonCommand.self, TallyCommand.self, KeyCommand.self,
      RetrievalCommand.self, ConsultationCommand.self, CatalogueCommand.self, ProofCommand.self, VerifyCommand.self,
      ExportCommand.self, PauseCommand.self, ResumeCommand.self,
    ])

  /// The release, as CHANGELOG.md names it.
  static let release = "0.1.0"

  /// Every connection is an open file: as many as the machine lets this process have.
  private static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// A line printed is a line seen, also in a file; a write to a closed pipe or beyond a file's limit is an error and
  /// not the end of the process. What it writes (databases, backups, mails, keys) is for its owner alone.
  static func main() async {
    umask(0o077)
    setvbuf(stdout, nil, _IOLBF, 0)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    raiseFileLimit()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as StorageError {
      let line = Array("\(error.sentence)\n".utf8)
      _ = write(STDERR_FILENO, line, line.count)
      exit(withError: ExitCode.failure)
    } catch {
      exit(withError: error)
    }
  }
}

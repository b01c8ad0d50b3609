import Storage

/// Two tables that must always agree, and one whose rows everybody touches.
enum Schema {
  static let tallies = 40

  static let migrations = [
    Migration(
      name: "202611240000-trial",
      sql: """
        CREATE TABLE entry (
          id IDENTIFIER,
          number INTEGER64 NOT NULL UNIQUE,
          filling TEXT NOT NULL
        );
        CREATE TABLE echo (
          number INTEGER64 NOT NULL UNIQUE,
          entry_id INTEGER64 NOT NULL REFERENCES entry (id)
        );
        CREATE TABLE tally (
          id IDENTIFIER,
          count INTEGER64 NOT NULL
        );
        """)
  ]
}

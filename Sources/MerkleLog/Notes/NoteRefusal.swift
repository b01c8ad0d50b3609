/// Why a note, a key or a checkpoint is not taken.
public enum NoteRefusal: Error, Equatable, Sendable {
  /// More than 1 MiB, or than 100 signatures.
  case tooLarge
  /// Not UTF-8, a control character, no signature, or a line that is none.
  case malformed
  /// No key that we know has signed.
  case unsigned
  /// A signature that bears a known key's name and is not its own.
  case wrongSignature(String)
  /// A key's text, name, identifier or kind is wrong.
  case malformedKey
  /// The text is no tree head.
  case malformedCheckpoint
  /// The head of another log.
  case wrongOrigin
  /// The text is no succession, or both keys have not signed it.
  case malformedSuccession
  /// A succession that does not follow the one before.
  case brokenSuccession
}

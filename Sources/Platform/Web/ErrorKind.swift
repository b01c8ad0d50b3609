import Storage

extension Responder {
  /// What the log may hold of an error: a database's bears no value, a trouble says what is wrong without personal
  /// data. Of another, its type with its domain and code, which tell a case from the others; what it says may hold
  /// what somebody typed.
  static func kind(of error: any Error) -> String {
    if let error = error as? StorageError { return "\(error)" }
    if let trouble = error as? any Job.Trouble { return "\(type(of: trouble)): \(trouble.reason)" }
    return "\(type(of: error)) (\(error._domain) \(error._code))"
  }
}

package import Localization

/// One address of the API, whole: what may be asked of it and what it answers. Registered with its handler; the
/// document and the page that people read are made from it.
package struct Operation: Sendable {
  package let pattern: String
  /// Unique in the API: `contributions`.
  package let name: String
  package let summary: Phrase
  /// Those of its path, in order.
  package let segments: [any DeclaredParameter]
  package let parameters: [any DeclaredParameter]
  let answer: ShapeDescription
}

extension Registry {
  /// An address of the API, open to everybody: its parameters are read and refused here, its answer is written by
  /// `shape`.
  package mutating func answer<A: Address, Value>(
    _ address: A.Type, _ name: String, _ summary: Phrase, segments: [any DeclaredParameter] = [],
    parameters: [any DeclaredParameter] = [], with shape: Shape<Value>,
    _ handler: @escaping @Sendable (A, AskedParameters, Visit) async throws -> Value
  ) {
    let operation = Operation(
      pattern: A.pattern.description, name: name, summary: summary, segments: segments, parameters: parameters,
      answer: shape.description)
    // Our own mistakes, told at start.
    precondition(operation.pattern.hasPrefix(APIAddress.prefix), operation.pattern)
    precondition(operation.segments.map { "{\($0.name)}" } == operation.variables, operation.pattern)
    operations.append(operation)
    get(address, access: .anyone) { address, visit in
      let asked = try AskedParameters(visit.query, declared: parameters)
      return .data(shape.bytes(try await handler(address, asked, visit)))
    }
  }
}

extension Operation {
  fileprivate var variables: [String] {
    pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map(String.init)
  }
}

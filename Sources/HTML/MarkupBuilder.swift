/// Builds pairs: measured four times quicker to run than parameter packs, and quick to type-check
/// (docs/decisions/0001-one-package.md).
@resultBuilder
public enum MarkupBuilder {
  @inlinable public static func buildExpression<M: Markup>(_ markup: M) -> M { markup }
  @inlinable public static func buildPartialBlock<M: Markup>(first: M) -> M { first }
  @inlinable public static func buildPartialBlock<A: Markup, B: Markup>(accumulated: A, next: B) -> Pair<A, B> {
    Pair(first: accumulated, second: next)
  }
  @inlinable public static func buildBlock() -> Nothing { Nothing() }
  @inlinable public static func buildOptional<M: Markup>(_ markup: M?) -> Maybe<M> { Maybe(markup: markup) }
  @inlinable public static func buildEither<A: Markup, B: Markup>(first: A) -> Either<A, B> { .first(first) }
  @inlinable public static func buildEither<A: Markup, B: Markup>(second: B) -> Either<A, B> { .second(second) }
  @inlinable public static func buildArray<M: Markup>(_ markups: [M]) -> Series<M> { Series(markups: markups) }
}

public struct Nothing: Markup {
  @inlinable public init() {}
  @inlinable public func write(to page: inout PageBuffer) {}
}

public struct Pair<A: Markup, B: Markup>: Markup {
  @usableFromInline let first: A
  @usableFromInline let second: B
  @inlinable init(first: A, second: B) {
    self.first = first
    self.second = second
  }
  @inlinable public func write(to page: inout PageBuffer) {
    first.write(to: &page)
    second.write(to: &page)
  }
}

public struct Maybe<M: Markup>: Markup {
  @usableFromInline let markup: M?
  @inlinable init(markup: M?) { self.markup = markup }
  @inlinable public func write(to page: inout PageBuffer) { markup?.write(to: &page) }
}

public enum Either<A: Markup, B: Markup>: Markup {
  case first(A)
  case second(B)
  @inlinable public func write(to page: inout PageBuffer) {
    switch self {
    case .first(let markup): markup.write(to: &page)
    case .second(let markup): markup.write(to: &page)
    }
  }
}

public struct Series<M: Markup>: Markup {
  @usableFromInline let markups: [M]
  @inlinable init(markups: [M]) { self.markups = markups }
  @inlinable public func write(to page: inout PageBuffer) {
    for markup in markups { markup.write(to: &page) }
  }
}

/// A piece whose type is forgotten, for lists of panels that several rooms give.
public struct AnyMarkup: Markup {
  @usableFromInline let markup: any Markup
  @inlinable public init(_ markup: any Markup) { self.markup = markup }
  @inlinable public func write(to page: inout PageBuffer) { markup.write(to: &page) }
}

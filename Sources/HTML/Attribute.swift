public import Localization

/// An attribute of an element; one without value is left out, so that conditions need no `if`.
public struct Attribute: Sendable {
  @usableFromInline enum Value: Sendable {
    case absent
    case present
    case text(String)
    case phrase(Phrase)
  }
  @usableFromInline let name: StaticString
  @usableFromInline let value: Value

  @inlinable init(_ name: StaticString, _ value: Value) {
    self.name = name
    self.value = value
  }

  /// An attribute by its name, for those that have no function below.
  @inlinable public static func named(_ name: StaticString, _ value: String?) -> Attribute {
    Attribute(name, value.map(Value.text) ?? .absent)
  }
  /// An attribute whose value is a sentence shown or read to people.
  @inlinable public static func named(_ name: StaticString, phrase: Phrase) -> Attribute {
    Attribute(name, .phrase(phrase))
  }
  @inlinable public static func flag(_ name: StaticString, _ isSet: Bool = true) -> Attribute {
    Attribute(name, isSet ? .present : .absent)
  }

  @inlinable func write(to page: inout PageBuffer) {
    if case .absent = value { return }
    page.append(UInt8(ascii: " "))
    page.raw(name)
    switch value {
    case .absent, .present: return
    case .text(let text):
      page.raw("=\"")
      page.escaped(text)
      page.raw("\"")
    case .phrase(let phrase):
      page.raw("=\"")
      page.phrase(phrase)
      page.raw("\"")
    }
  }
}

extension Attribute {
  @inlinable public static func `class`(_ value: String, if condition: Bool = true) -> Attribute {
    named("class", condition ? value : nil)
  }
  @inlinable public static func id(_ value: String?) -> Attribute { named("id", value) }
  @inlinable public static func href(_ value: String) -> Attribute { named("href", safeAddress(value)) }
  @inlinable public static func src(_ value: String) -> Attribute { named("src", safeAddress(value)) }
  @inlinable public static func action(_ value: String) -> Attribute { named("action", safeAddress(value)) }
  @inlinable public static func method(_ value: String) -> Attribute { named("method", value) }
  @inlinable public static func name(_ value: String) -> Attribute { named("name", value) }
  @inlinable public static func value(_ value: String?) -> Attribute { named("value", value) }
  @inlinable public static func type(_ value: String) -> Attribute { named("type", value) }
  @inlinable public static func `for`(_ value: String) -> Attribute { named("for", value) }
  @inlinable public static func lang(_ value: String?) -> Attribute { named("lang", value) }
  @inlinable public static func role(_ value: String) -> Attribute { named("role", value) }
  @inlinable public static func autocomplete(_ value: String) -> Attribute { named("autocomplete", value) }
  @inlinable public static func maxlength(_ value: Int) -> Attribute { named("maxlength", String(value)) }
  @inlinable public static func rows(_ value: Int) -> Attribute { named("rows", String(value)) }
  @inlinable public static func required(_ isSet: Bool = true) -> Attribute { flag("required", isSet) }
  @inlinable public static func checked(_ isSet: Bool = true) -> Attribute { flag("checked", isSet) }
  @inlinable public static func selected(_ isSet: Bool = true) -> Attribute { flag("selected", isSet) }
  @inlinable public static func ariaLabel(_ phrase: Phrase) -> Attribute { named("aria-label", phrase: phrase) }
  @inlinable public static func ariaCurrent(_ value: String?) -> Attribute { named("aria-current", value) }
  @inlinable public static func ariaHidden(_ isSet: Bool = true) -> Attribute {
    named("aria-hidden", isSet ? "true" : nil)
  }
  @inlinable public static func describedBy(_ id: String?) -> Attribute { named("aria-describedby", id) }
  @inlinable public static func labelledBy(_ id: String?) -> Attribute { named("aria-labelledby", id) }
  @inlinable public static func invalid(_ isSet: Bool) -> Attribute { named("aria-invalid", isSet ? "true" : nil) }
}

/// The address itself if a link may bear it, `#` otherwise: no scheme but http, https, mailto and tel
/// (SECURITY 1 and 2: `javascript:` in a link).
public func safeAddress(_ address: String) -> String {
  var copy = address
  let (hasScheme, hasControl) = copy.withUTF8 { bytes in
    var scheme = false
    var isHead = true
    for byte in bytes {
      switch byte {
      case 0..<0x20: return (scheme, true)
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isHead = false
      case UInt8(ascii: ":"): if isHead { scheme = true }
      default: continue
      }
    }
    return (scheme, false)
  }
  if hasControl { return "#" }
  guard hasScheme else { return address }
  let allowed = ["http:", "https:", "mailto:", "tel:"]
  let lowered = address.lowercased()
  return allowed.contains { lowered.hasPrefix($0) } ? address : "#"
}

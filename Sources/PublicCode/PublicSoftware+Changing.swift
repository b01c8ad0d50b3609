extension PublicSoftware {
  public var type: String { line(tree["softwareType"]) }
  /// Who publishes it, or holds its rights.
  public var owner: String {
    let named = [tree["organisation"]?["name"], tree["legal"]?["mainCopyrightOwner"], tree["legal"]?["repoOwner"]]
    return named.map { line($0) }.first { !$0.isEmpty } ?? ""
  }

  /// The same without what it says of persons: of each contact stays the organisation, neither name, nor mail, nor
  /// telephone; of a contractor its name and its site. Twice is as once.
  public var impersonal: PublicSoftware {
    var changed = self
    let owner = self.owner.isEmpty ? name : self.owner
    changed.tree.change("maintenance") { maintenance in
      maintenance.change("contractors") { $0.changeElements { $0.remove("email") } }
      maintenance.change("contacts") { contacts in
        contacts.changeElements { contact in
          guard case .section = contact.value else { return }
          let affiliation = (contact["affiliation"]?.words ?? "").trimmingEnds
          let kept = affiliation.isEmpty ? owner : affiliation
          contact.remove("email")
          contact.remove("phone")
          // An organisation, named as such, stays as it is written.
          if contact["name"]?.words != affiliation, contact["name"]?.words != owner { contact.set("name", kept) }
        }
        contacts.dropRepeated()
      }
    }
    return changed
  }

  /// The same with each of its texts as `change` makes it; nil leaves one as it is.
  public func changingTexts(_ change: (String) -> String?) -> PublicSoftware {
    PublicSoftware(tree: tree.changingTexts(change))
  }

  /// What is known of it elsewhere, taken into it: what is empty changes nothing, and what it says besides stays, with
  /// the version of the standard that it follows.
  public func taking(_ other: PublicSoftware) -> PublicSoftware {
    var others = other.tree
    if tree["publiccodeYmlVersion"] != nil { others.remove("publiccodeYmlVersion") }
    return PublicSoftware(tree: tree.taking(others))
  }
}

extension Tree {
  /// Changes the value of a key, where there is one.
  mutating func change(_ key: String, _ body: (inout Tree) -> Void) {
    guard case .section(var entries) = value, let place = entries.firstIndex(where: { $0.key == key }) else { return }
    body(&entries[place].value)
    value = .section(entries)
  }

  mutating func changeElements(_ body: (inout Tree) -> Void) {
    guard case .list(var elements) = value else { return }
    for place in elements.indices { body(&elements[place]) }
    value = .list(elements)
  }

  mutating func remove(_ key: String) {
    guard case .section(let entries) = value else { return }
    value = .section(entries.filter { $0.key != key })
  }

  mutating func set(_ key: String, _ words: String) {
    guard case .section(var entries) = value else { return }
    let text = Tree(value: .text(words), place: place)
    if let known = entries.firstIndex(where: { $0.key == key }) {
      entries[known].value = text
    } else {
      entries.append(Entry(key: key, place: place, value: text))
    }
    value = .section(entries)
  }

  mutating func dropRepeated() {
    guard case .list(let elements) = value else { return }
    value = .list(elements.reduce(into: []) { kept, element in if !kept.contains(element) { kept.append(element) } })
  }

  func changingTexts(_ change: (String) -> String?) -> Tree {
    var changed = self
    switch value {
    case .text(let words): changed.value = .text(change(words) ?? words)
    case .list(let elements): changed.value = .list(elements.map { $0.changingTexts(change) })
    case .section(let entries):
      changed.value = .section(
        entries.map { Entry(key: $0.key, place: $0.place, value: $0.value.changingTexts(change)) })
    case .flag, .number, .null: break
    }
    return changed
  }

  /// The values of `other` in place of its own, key by key; a list is taken whole.
  func taking(_ other: Tree) -> Tree {
    guard case .section(var entries) = value, case .section(let others) = other.value else {
      return other.isBare ? self : other
    }
    for entry in others {
      if let known = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[known].value = entries[known].value.taking(entry.value)
      } else if !entry.value.isBare {
        entries.append(entry)
      }
    }
    var taken = self
    taken.value = .section(entries)
    return taken
  }

  /// Whether it says nothing.
  private var isBare: Bool {
    switch value {
    case .null: true
    case .text(let words): words.isEmpty
    case .list(let elements): elements.isEmpty
    case .section(let entries): entries.isEmpty
    case .flag, .number: false
    }
  }
}

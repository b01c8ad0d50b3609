extension Questionnaire {
  /// With a question more at the end of the part of that title, which is made where there is none; one that has its key
  /// gives way to it, in its place.
  public func with(_ question: Question, in title: Wording) -> Questionnaire {
    var edited = self
    for section in sections.indices {
      guard let place = sections[section].questions.firstIndex(where: { $0.key == question.key }) else { continue }
      edited.sections[section].questions[place] = question
      return edited
    }
    if let section = sections.firstIndex(where: { $0.title.french == title.french }) {
      edited.sections[section].questions.append(question)
    } else {
      edited.sections.append(Section(title: title, questions: [question]))
    }
    return edited
  }

  /// Without a question, nor a part that is left empty.
  public func without(_ key: String) -> Questionnaire {
    var edited = self
    for section in sections.indices { edited.sections[section].questions.removeAll { $0.key == key } }
    edited.sections.removeAll(where: \.questions.isEmpty)
    return edited
  }

  /// With a question one place earlier in its part; the first stays.
  public func raising(_ key: String) -> Questionnaire {
    var edited = self
    for section in sections.indices {
      guard let place = sections[section].questions.firstIndex(where: { $0.key == key }), place > 0 else { continue }
      edited.sections[section].questions.swapAt(place, place - 1)
    }
    return edited
  }
}

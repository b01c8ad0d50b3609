import Platform

/// What instruction keeps of persons: nothing. Who separated what stands in the journal.
enum InstructionColumns {
  static let declarations: [PersonalDeclaration] = [
    .table(
      DeclaredTable(
        "separation",
        impersonal: [
          "id", "consultation_id", "first_contribution_id", "second_contribution_id", "event_id", "separated_at",
          "ended_event_id",
        ]))
  ]
}

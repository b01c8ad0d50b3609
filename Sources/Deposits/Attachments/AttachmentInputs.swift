import Platform

/// A file that is announced, or comes with its form: what it is, for whom; and from a script, how large it will be.
struct AttachmentTyped: Input {
  static let fields: Set<String> = ["description", "public", "taille", "marque"]
  var description: String
  var audience: Attachment.Audience
  /// Nil where the file comes in the form itself.
  var size: Int?
  var mark: String

  init(description: String, audience: Attachment.Audience, size: Int? = nil, mark: String = "") {
    self.description = description
    self.audience = audience
    self.size = size
    self.mark = mark
  }

  init(_ visit: Visit) {
    description = ContributionText.line(visit.form["description"])
    audience = visit.form["public"] == "tous" ? .everyone : .instructors
    size = visit.form["taille"].flatMap { Int($0) }
    let typed = visit.form["marque"] ?? ""
    let isMark = typed.utf8.count <= Attachment.longestMark && typed.utf8.allSatisfy(Self.isMark)
    mark = isMark ? typed : ""
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
  }
}

/// Full text search of French texts, in memory.
///
/// One writer inserts and removes documents as they change; a copy may be searched meanwhile. A removed document only
/// leaves a mark until a quarter of the index is gone, then postings are compacted.
public struct TextIndex: Sendable {
  /// What is searched of one contribution: its texts, each with what a word there is worth (title 3, body 1).
  public struct Document: Sendable {
    let id: Int64
    let fields: [(text: String, weight: Double)]

    /// Fields whose weight is not above zero, or not finite, are not read.
    public init(id: Int64, fields: [(text: String, weight: Double)]) {
      self.id = id
      self.fields = fields
    }
  }

  /// A document that answers; the score only compares hits of one search.
  public struct Hit: Sendable, Equatable {
    public let id: Int64
    public let score: Double

    public init(id: Int64, score: Double) {
      self.id = id
      self.score = score
    }
  }

  /// A term in a document: how often, each occurrence counting for the weight of its field.
  struct Posting {
    var document: UInt32
    var frequency: Float
  }

  var vocabulary = TextVocabulary()
  /// By term, sorted by document.
  var postings: [[Posting]] = []
  /// By document, in the order of insertion.
  var ids: [Int64] = []
  /// By document: the number of words that count, weighted; negative once the document is removed.
  var lengths: [Float] = []
  /// The documents that are there, by identifier.
  private var documents: [Int64: UInt32] = [:]
  /// The sum of the lengths of the documents that are there.
  private var totalLength = 0.0

  public init() {}

  /// How many documents can be found.
  public var count: Int { documents.count }

  /// The mean of the documents' lengths; 1 when there is none.
  var averageLength: Float { documents.isEmpty ? 1 : max(1, Float(totalLength / Double(documents.count))) }

  /// Whether no document was removed since the last compaction.
  var isCompact: Bool { documents.count == ids.count }

  /// Adds a document, in place of the one with the same identifier.
  public mutating func insert(_ document: Document) {
    remove(id: document.id)
    let ordinal = UInt32(ids.count)
    var length: Float = 0
    var stemmer: Stemmer?
    for field in document.fields where field.weight > 0 && field.weight.isFinite {
      let weight = Float(field.weight)
      FrenchWords.read(field.text) { form, _ in
        let form = vocabulary.insert(form, &stemmer)
        add(Int(form.term), to: ordinal, weight)
        if !form.isStop { length += weight }
      }
    }
    ids.append(document.id)
    lengths.append(length)
    documents[document.id] = ordinal
    totalLength += Double(length)
  }

  private mutating func add(_ term: Int, to document: UInt32, _ weight: Float) {
    if term == postings.count { postings.append([]) }
    if let last = postings[term].indices.last, postings[term][last].document == document {
      postings[term][last].frequency += weight
    } else {
      postings[term].append(Posting(document: document, frequency: weight))
    }
  }

  /// Takes a document out; nothing happens when it is not there.
  public mutating func remove(id: Int64) {
    guard let ordinal = documents.removeValue(forKey: id) else { return }
    totalLength -= Double(lengths[Int(ordinal)])
    lengths[Int(ordinal)] = -1
    let removed = ids.count - documents.count
    if removed > 256, removed > documents.count / 4 { compact() }
  }

  /// Forgets removed documents and numbers the others anew.
  private mutating func compact() {
    var kept: [UInt32?] = []
    var next: UInt32 = 0
    for ordinal in ids.indices {
      kept.append(lengths[ordinal] < 0 ? nil : next)
      guard lengths[ordinal] >= 0 else { continue }
      ids[Int(next)] = ids[ordinal]
      lengths[Int(next)] = lengths[ordinal]
      documents[ids[ordinal]] = next
      next += 1
    }
    ids.removeLast(ids.count - Int(next))
    lengths.removeLast(lengths.count - Int(next))
    for term in postings.indices {
      postings[term] = postings[term].compactMap { posting in
        kept[Int(posting.document)].map { Posting(document: $0, frequency: posting.frequency) }
      }
    }
  }
}

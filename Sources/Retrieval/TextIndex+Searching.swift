extension TextIndex {
  /// What a search found.
  public struct Results: Sendable, Equatable {
    /// How many documents answer, those beyond the limit included.
    public let total: Int
    /// The best of them: by score, then the highest identifier first.
    public let hits: [Hit]
    /// Whether no document has all the words, so that these have as many of them as any does.
    public let isPartial: Bool
    /// Words of the query that were read as others.
    public let corrections: [Correction]
    /// What to mark in their texts.
    public let sought: Sought
  }

  /// All the documents that answer, best first.
  public func search(_ query: String) -> [Hit] {
    search(query, limit: .max).hits
  }

  /// The best documents for a query, among those whose identifier `filter` lets through.
  ///
  /// Documents that have all the words, whatever their endings, accents and elision; if there is none, those that have
  /// the most of them. Scores follow BM25 (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75), fields weighing on
  /// frequency and length.
  public func search(_ query: String, limit: Int, filter: ((Int64) -> Bool)? = nil) -> Results {
    let query = TextQuery(query, in: self)
    var best = BestHits(limit: max(0, limit))
    var most = 1
    guard query.words.contains(where: { !$0.isEmpty }) else {
      return Results(total: 0, hits: [], isPartial: false, corrections: [], sought: Sought(query))
    }
    let (scores, found) = score(query)
    // From the newest: among equal scores those that are kept come first, and nothing is put out for them.
    for document in ids.indices.reversed() where found[document] != 0 {
      let words = found[document].nonzeroBitCount
      guard words >= most, lengths[document] >= 0, filter?(ids[document]) ?? true else { continue }
      if words > most {
        most = words
        best = BestHits(limit: max(0, limit))
      }
      best.insert(Hit(id: ids[document], score: Double(scores[document])))
    }
    return Results(
      total: best.total, hits: best.sorted(), isPartial: best.total > 0 && most < query.words.count,
      corrections: query.corrections, sought: Sought(query))
  }

  /// By document: its score, and a bit for each word of the query that it has.
  private func score(_ query: TextQuery) -> (scores: [Float], found: [UInt32]) {
    let saturation: Float = 1.2
    let lengthWeight: Float = 0.75
    let constant = saturation * (1 - lengthWeight)
    let slope = saturation * lengthWeight / averageLength
    var scores = [Float](repeating: 0, count: ids.count)
    var found = [UInt32](repeating: 0, count: ids.count)
    for (place, terms) in query.words.enumerated() {
      let frequency = terms.reduce(0) { $0 + postings[Int($1)].count }
      let rarity = Self.rarity(of: min(frequency, ids.count), among: ids.count) * (saturation + 1)
      let bit: UInt32 = 1 << UInt32(place)
      for term in terms {
        postings[Int(term)].withUnsafeBufferPointer { postings in
          lengths.withUnsafeBufferPointer { lengths in
            for posting in postings {
              let document = Int(posting.document)
              let norm = constant + slope * lengths[document]
              scores[document] += rarity * posting.frequency / (posting.frequency + norm)
              found[document] |= bit
            }
          }
        }
      }
    }
    return (scores, found)
  }

  /// How rare a word is: ln((1 + n) / (1 + frequency)) over ln(1 + n), so 1 for what no document has and 0 for what all
  /// have. A word of several parts is as rare as its rarest part.
  public func rarity(of word: String) -> Double {
    guard count > 0 else { return 1 }
    var stemmer: Stemmer?
    var least = count
    FrenchWords.read(word) { form, _ in
      let found = vocabulary.find(form, &stemmer).map { postings[Int($0)].count } ?? 0
      least = min(least, found)
    }
    let whole = NaturalLogarithm.of(Double(1 + count))
    return max(0, NaturalLogarithm.of(Double(1 + count) / Double(1 + least)) / whole)
  }

  /// BM25's weight of a word that `frequency` of `count` documents have:
  /// ln(1 + (count − frequency + ½) / (frequency + ½)).
  private static func rarity(of frequency: Int, among count: Int) -> Float {
    let ratio = 1 + (Double(count - frequency) + 0.5) / (Double(frequency) + 0.5)
    return Float(NaturalLogarithm.of(ratio))
  }
}

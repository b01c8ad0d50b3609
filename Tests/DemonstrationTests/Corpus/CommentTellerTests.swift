import Localization
import Testing

@testable import Demonstration

@Suite("Invented conversations")
struct CommentTellerTests {
  typealias Target = InventedSupport.Target
  static let corpus = CorpusTests.corpus
  static let conversations: [(Target, [InventedComment])] = {
    var teller = corpus.comments
    let rubrics = CorpusTests.contributions.map(\.rubric)
    let told = rubrics.enumerated().map { place, rubric in
      (Target.contribution(place), teller.tell(under: .contribution(place), rubric: rubric))
    }
    return told
      + (0..<Corpus.knownDeposits).map { (.known($0), teller.tell(under: .known($0), rubric: .service)) }
  }()

  @Test("Some hundreds of remarks, varied, each in its time, and nobody remarks on her own contribution")
  func remarks() {
    let comments = Self.conversations.flatMap(\.1)
    #expect((450...900).contains(comments.count))
    let texts: Int = Set(comments.map(\.text)).count
    let speakers: Int = Set(comments.map(\.organisation)).count
    #expect(texts * 100 > comments.count * 98)
    #expect(speakers > 300)
    for case (.contribution(let place), let comments) in Self.conversations {
      let contribution = CorpusTests.contributions[place]
      #expect(comments.first?.isAnswer != true)
      for comment in comments {
        #expect(comment.isAnswer == (comment.organisation == contribution.organisation))
        #expect(comment.at > contribution.publishedAt && comment.at < Demonstration.start)
      }
    }
  }

  @Test("Under a deposit of a real body, invented bodies alone speak, and nobody answers in its name")
  func known() {
    for case (.known, let comments) in Self.conversations {
      #expect(!comments.isEmpty && comments.allSatisfy { !$0.isAnswer })
    }
  }

  @Test("Remarks are set as French asks, and no slot is left open")
  func typography() {
    for text in Self.conversations.flatMap(\.1).map(\.text) {
      #expect(KnownConsultationTests.typographyFaults(text) == [], "\(text)")
      #expect(!text.contains { "{}[]|".contains($0) }, "\(text)")
    }
  }

  @Test("The same seed tells the same conversations")
  func deterministic() {
    var first = Self.corpus.comments
    var second = Corpus(seed: 2021, size: 476, departments: CorpusTests.departments).comments
    for place in 0..<100 {
      let told = first.tell(under: .contribution(place), rubric: .need)
      #expect(told == second.tell(under: .contribution(place), rubric: .need))
    }
  }
}

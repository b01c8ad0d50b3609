/// What an organiser asks the authorities, from the deposit to the funding. Created by an administrator.
package struct Consultation: Sendable, Equatable {
  package var id: Int64
  package var slug: String
  package var title: String
  /// One or two sentences under the title.
  package var lead: String
  package var organiser: String
}

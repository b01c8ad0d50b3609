/// Why a proof proves nothing.
public enum ProofRefusal: Error, Equatable, Sendable {
  /// The leaf is not among the tree's, or the later tree is the smaller one.
  case outOfRange
  /// The two heads are not of one log.
  case otherLog
  /// Anything follows a tree without leaves: there is nothing to prove.
  case emptyTree
  /// More or fewer hashes than the sizes ask for.
  case wrongLength
  /// The leaf is not there, or the root is another.
  case wrongRoot
  /// The earlier tree is not what the later one began with.
  case wrongEarlierRoot
}

/// That a leaf is in a tree, at its place (RFC 6962 section 2.1.1).
public struct InclusionProof: Hashable, Sendable {
  public var index: UInt64
  public var size: UInt64
  /// The leaf's neighbour first.
  public var hashes: [TreeHash]

  public init(index: UInt64, size: UInt64, hashes: [TreeHash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// Climbs from the leaf to the root, as RFC 9162 section 2.1.3.2 writes it down.
  public func verify(_ leaf: TreeHash, root: TreeHash) throws(ProofRefusal) {
    guard index < size else { throw .outOfRange }
    var (place, last, hash) = (index, size - 1, leaf)
    for other in hashes {
      guard last > 0 else { throw .wrongLength }
      if place & 1 == 1 || place == last {
        hash = .node(other, hash)
        while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        hash = .node(hash, other)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    guard last == 0 else { throw .wrongLength }
    guard hash == root else { throw .wrongRoot }
  }
}

/// That a tree begins with all the leaves of an earlier one (RFC 6962 section 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  public var earlierSize: UInt64
  public var size: UInt64
  public var hashes: [TreeHash]

  public init(earlierSize: UInt64, size: UInt64, hashes: [TreeHash]) {
    self.earlierSize = earlierSize
    self.size = size
    self.hashes = hashes
  }

  /// Makes both roots from the same hashes, as RFC 9162 section 2.1.4.2 writes it down.
  public func verify(earlierRoot: TreeHash, root: TreeHash) throws(ProofRefusal) {
    guard earlierSize > 0 else { throw .emptyTree }
    guard earlierSize <= size else { throw .outOfRange }
    guard earlierSize < size else {
      guard hashes.isEmpty else { throw .wrongLength }
      guard earlierRoot == root else { throw .wrongRoot }
      return
    }
    // A perfect earlier tree is itself the first hash.
    let isPerfect = earlierSize & (earlierSize - 1) == 0
    guard let start = isPerfect ? earlierRoot : hashes.first else { throw .wrongLength }
    var (place, last) = (earlierSize - 1, size - 1)
    while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
    var (earlier, later) = (start, start)
    for other in hashes.dropFirst(isPerfect ? 0 : 1) {
      guard last > 0 else { throw .wrongLength }
      if place & 1 == 1 || place == last {
        earlier = .node(other, earlier)
        later = .node(other, later)
        while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        later = .node(later, other)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    guard last == 0 else { throw .wrongLength }
    guard earlier == earlierRoot else { throw .wrongEarlierRoot }
    guard later == root else { throw .wrongRoot }
  }
}

/// Base64 with padding (RFC 4648 section 4), in its one canonical spelling: another spelling of the same bytes is
/// refused, so that no byte of a note can change unseen.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()
  private static let padding = UInt8(ascii: "=")

  public static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let value = Int(bits >> UInt32(18 - 6 * place)) & 0x3F
        text.append(place <= group.count ? alphabet[value] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: nil for anything but canonical base64.
  public static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
    let letters = Array(text)
    guard letters.count.isMultiple(of: 4) else { return nil }
    let padded = letters.suffix(2).filter { $0 == padding }.count
    if padded == 1, letters.last != padding { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(letters.count / 4 * 3)
    var (bits, held): (UInt32, UInt32) = (0, 0)
    for letter in letters.dropLast(padded) {
      let value = values[Int(letter)]
      guard value != 0xFF else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> held))
        bits &= (1 << held) - 1
      }
    }
    // What is left over of the last letter must be zero.
    return bits == 0 ? bytes : nil
  }
}

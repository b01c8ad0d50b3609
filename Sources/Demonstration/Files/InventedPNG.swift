/// Bars beside one another, as a PNG (W3C, third edition) of three colours that nothing compresses.
enum InventedPNG {
  private static let (width, height, margin) = (360, 200, 20)
  private static let palette: [UInt8] = [0xFF, 0xFF, 0xFF, 0x1F, 0x4E, 0x79, 0xB8, 0xC4, 0xCE]

  /// - Parameter parts: how high each bar is, from 0 to 100.
  static func bars(_ parts: [Int]) -> [UInt8] {
    let room = (width - 2 * margin) / max(parts.count, 1)
    var lines: [UInt8] = []
    for y in 0..<height {
      lines.append(0)
      for x in 0..<width {
        let bar = (x - margin) / room
        let isInside = x >= margin && bar < parts.count && (x - margin) % room < room * 3 / 4
        let top = height - margin - (isInside ? parts[bar] * (height - 2 * margin) / 100 : 0)
        let isFloor = y == height - margin && x >= margin && x < width - margin
        lines.append(isFloor ? 2 : isInside && y >= top && y < height - margin ? 1 : 0)
      }
    }
    let head = big(UInt32(width)) + big(UInt32(height)) + [8, 3, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + chunk("IHDR", head) + chunk("PLTE", palette)
      + chunk("IDAT", stored(lines)) + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    return big(UInt32(content.count)) + named + big(checksum(named))
  }

  /// As zlib keeps what it does not compress (RFC 1950, RFC 1951 §3.2.4).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = [0x78, 0x01]
    let most = 65_535
    for start in stride(from: 0, to: bytes.count, by: most) {
      let part = bytes[start..<min(start + most, bytes.count)]
      let size = UInt16(part.count)
      let isLast: UInt8 = start + most >= bytes.count ? 1 : 0
      kept += [isLast, UInt8(size & 0xFF), UInt8(size >> 8), UInt8(~size & 0xFF), UInt8(~size >> 8)] + part
    }
    var (first, second): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      first = (first + UInt32(byte)) % 65_521
      second = (second + first) % 65_521
    }
    return kept + big(second << 16 | first)
  }

  /// CRC-32 of ISO 3309.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~value
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
  }
}

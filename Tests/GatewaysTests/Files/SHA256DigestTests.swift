import Testing

@testable import Gateways

@Suite struct SHA256DigestTests {
  /// The examples of FIPS 180-4, and the lengths around the end of a block, by sha256sum.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    (
      String(repeating: "a", count: 100_000),
      "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee"
    ),
  ])
  func example(text: String, hex: String) throws {
    let digest = SHA256Digest(of: Array(text.utf8))
    #expect(digest.hex == hex)
    #expect(SHA256Digest(hex: hex) == digest)
    #expect(SHA256Digest(bytes: digest.bytes) == digest)
  }

  @Test(arguments: ["", "ab", String(repeating: "g", count: 64), String(repeating: "0", count: 66)])
  func whatIsNoDigest(hex: String) { #expect(SHA256Digest(hex: hex) == nil) }

  @Test func theChecksumOfArchives() {
    #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.checksum(of: []) == 0)
  }
}

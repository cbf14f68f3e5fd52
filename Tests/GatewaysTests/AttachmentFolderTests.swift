import Complaints
import Foundation
import Testing

@testable import Gateways

@Suite struct AttachmentFolderTests {
  private func withFolder(_ body: (AttachmentFolder, String) async throws -> Void) async throws {
    let path = NSTemporaryDirectory() + "/redress-attachments-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(AttachmentFolder(path), path)
  }

  private func put(_ text: String, _ store: AttachmentFolder, _ reference: String) async throws
    -> SHA256Digest
  {
    let bytes = Array(text.utf8)
    let digest = SHA256Digest(of: bytes)
    try await store.put(bytes, under: digest, for: reference)
    return digest
  }

  @Test func whatIsPutIsReadByItsDigestInItsCase() async throws {
    try await withFolder { store, path in
      let digest = try await put("abc", store, "R0000001")
      #expect(try await put("abc", store, "R0000001") == digest)
      #expect(try await store.read(digest, for: "R0000001") == Array("abc".utf8))
      #expect(try await store.read(digest, for: "R0000002") == nil)
      let file = "\(path)/R0000001/\(digest.hex)"
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(path)/R0000001") == [digest.hex])
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func whatWasChangedIsNoticed() async throws {
    try await withFolder { store, path in
      let digest = try await put("abc", store, "R0000001")
      let file = "\(path)/R0000001/\(digest.hex)"
      try Data("abd".utf8).write(to: URL(filePath: file))
      await #expect(throws: AttachmentStoreError.damaged(file)) {
        try await store.read(digest, for: "R0000001")
      }
      // Sent in once more, it is whole again.
      _ = try await put("abc", store, "R0000001")
      #expect(try await store.read(digest, for: "R0000001") == Array("abc".utf8))
    }
  }

  @Test func whatIsNotKeptGoesAndOtherCasesStay() async throws {
    try await withFolder { store, path in
      let kept = try await put("kept", store, "R0000001")
      _ = try await put("gone", store, "R0000001")
      // Of a program that died.
      try Data("half".utf8).write(to: URL(filePath: "\(path)/R0000001/x.tmp"))
      let other = try await put("gone", store, "R0000002")
      try await store.removeAll(but: [kept], for: "R0000001")
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(path)/R0000001") == [kept.hex])
      try await store.removeAll(but: [], for: "R0000001")
      try await store.removeAll(but: [], for: "R0000001")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["R0000002"])
      #expect(try await store.read(other, for: "R0000002") == Array("gone".utf8))
    }
  }

  @Test(arguments: ["", "..", "R1", "R0000001/..", "../R0000001", "R000000a"])
  func onlyACaseIsAFolder(_ reference: String) async throws {
    try await withFolder { store, _ in
      await #expect(throws: AttachmentStoreError.noReference) {
        _ = try await put("abc", store, reference)
      }
    }
  }
}

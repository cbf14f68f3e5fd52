import Foundation
import Testing

@testable import Gateways

@Suite struct DurableFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "/redress-files-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("a write replaces what is there, a creation leaves it")
  func replaced() throws {
    try withFolder { folder in
      let path = "\(folder)/a/b"
      #expect(try DurableFile.create([1], at: path))
      #expect(try !DurableFile.create([2], at: path))
      #expect(try DurableFile.read(path) == [1])
      try DurableFile.write([3], to: path)
      #expect(try DurableFile.read(path) == [3])
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a") == ["b"])
    }
  }

  @Test("a name that was taken in between is left as it is")
  func taken() throws {
    try withFolder { folder in
      let path = "\(folder)/k.eml"
      let isNew = [
        try DurableFile.createLast(Array("first".utf8), at: path),
        try DurableFile.createLast(Array("second".utf8), at: path),
      ]
      #expect(isNew == [true, false])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "first")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["k.eml"])
    }
  }

  @Test("of many that create at once one has, and the file is that one's")
  func race() async throws {
    let folder = NSTemporaryDirectory() + "/redress-files-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let makers = try await withThrowingTaskGroup(of: UInt8?.self) { group in
      for number in UInt8(0)..<32 {
        group.addTask {
          let bytes = [UInt8](repeating: number, count: 100_000)
          return try DurableFile.create(bytes, at: "\(folder)/a") ? number : nil
        }
      }
      return try await group.reduce(into: [UInt8]()) { if let maker = $1 { $0.append(maker) } }
    }
    #expect(makers.count == 1)
    #expect(try DurableFile.read("\(folder)/a") == [UInt8](repeating: makers.first ?? 99, count: 100_000))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
  }

  @Test("what is removed goes with what was begun of it, and nothing else goes")
  func removal() throws {
    try withFolder { folder in
      for name in ["a.eml", "b.eml", "tmp", "a.eml.tmp"] {
        try DurableFile.write([1], to: "\(folder)/\(name)")
      }
      for name in ["a.eml", "a.eml", "b.eml"] {
        try DurableFile.abandon([1], beside: "\(folder)/\(name)")
      }
      try DurableFile.removeAll(in: folder) { $0 == "a.eml" }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left.count == 4 && Set(left).isSuperset(of: ["b.eml", "tmp", "a.eml.tmp"]), "\(left)")
      #expect(left.contains { $0.hasPrefix("b.eml.") })
      try DurableFile.removeAll(in: "\(folder)/none") { _ in true }
    }
  }

  @Test("what cannot be read is an error, what is not there is not")
  func refused() throws {
    try withFolder { folder in
      #expect(try DurableFile.read("\(folder)/a") == nil)
      try DurableFile.write([1], to: "\(folder)/a")
      #expect(throws: FileError.self) { try DurableFile.write([1], to: "\(folder)/a/b") }
      #expect(throws: FileError.self) { try DurableFile.read(folder) }
    }
  }
}

extension DurableFile {
  /// What is left of a write whose process was killed before the file had its name.
  static func abandon(_ bytes: [UInt8], beside path: String) throws {
    try write(bytes, to: temporary(for: path))
  }
}

import Foundation
import Testing

@testable import Casework

@Suite struct ImportFileTests {
  private let zone = TimeZone(identifier: "Europe/Warsaw")!

  /// Many pieces, with a quotation mark near the start that nobody closes.
  private let text =
    "order_reference,customer_reference,ordered_at,status,currency,customer_name\n"
    + "A-0,C-0,2026-03-01 10:00,placed,PLN,\"Kowalski\n"
    + (1...5000).map { "A-\($0),C-\($0),2026-03-01 10:00,placed,PLN,Król \($0)\n" }.joined()

  private func expectEverything(of path: String, size: Int?) async throws {
    var file = try ImportFile<OrderRow>(path: path, zone: zone)
    #expect(file.size == size)
    var rows = 0
    var rejected: [Int] = []
    while let item = try await file.next() {
      if item.row != nil { rows += 1 }
      if let rejection = item.rejection { rejected.append(rejection.line) }
    }
    #expect(rows == 5000 && rejected == [2])
    #expect(file.bytesRead == text.utf8.count)
  }

  @Test func regularFile() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "redress-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "orders.csv")
    try Data(text.utf8).write(to: path)
    try await expectEverything(of: path.path, size: text.utf8.count)
  }

  /// A pipe cannot be read again, and yet no row behind the broken quotation is lost.
  @Test func pipe() async throws {
    let pipe = Pipe()
    let bytes = Data(text.utf8)
    async let written: Void = Task.detached {
      try pipe.fileHandleForWriting.write(contentsOf: bytes)
      try pipe.fileHandleForWriting.close()
    }.value
    try await expectEverything(of: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", size: nil)
    try await written
  }

  @Test func whatIsNoFileIsNamed() throws {
    #expect { try ImportFile<OrderRow>(path: "/tmp", zone: zone) } throws: {
      "\($0)" == "/tmp: Is a directory"
    }
    #expect { try ImportFile<OrderRow>(path: "/no/such/file", zone: zone) } throws: {
      "\($0)" == "/no/such/file: No such file or directory"
    }
  }
}

import Foundation
import Testing

@testable import Gateways

/// Read back by programs that are not ours.
@Suite struct ZipArchiveTests {
  private static let entries = [
    ZipArchive.Entry(path: "index.html", content: Array("<p>Żółć</p>".utf8)),
    ZipArchive.Entry(
      path: "attachments/1.jpg", content: (0..<70_000).map { UInt8(truncatingIfNeeded: $0 * 7) }),
    ZipArchive.Entry(path: "empty.txt", content: []),
    ZipArchive.Entry(path: "zażółć.txt", content: [0x0A]),
  ]

  private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  @Test func othersReadIt() throws {
    let folder = NSTemporaryDirectory() + "/redress-zip-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let archive = try ZipArchive(Self.entries)
    try DurableFile.write(archive.bytes, to: "\(folder)/a.zip")
    let tested = try run("unzip", ["-q", "-d", "\(folder)/out", "\(folder)/a.zip"])
    #expect(tested.status == 0, "\(tested.output)")
    for entry in Self.entries {
      #expect(FileManager.default.contents(atPath: "\(folder)/out/\(entry.path)") == Data(entry.content))
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/out/index.html")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let listed = try run(
      "python3",
      [
        "-c",
        """
        import sys, zipfile
        archive = zipfile.ZipFile(sys.argv[1])
        assert archive.testzip() is None
        print([(i.filename, i.file_size, i.date_time, i.compress_type) for i in archive.infolist()])
        """, "\(folder)/a.zip",
      ])
    #expect(
      listed.output == """
        [('index.html', 15, (1980, 1, 1, 0, 0, 0), 0), ('attachments/1.jpg', 70000, (1980, 1, 1, 0, 0, 0), 0), \
        ('empty.txt', 0, (1980, 1, 1, 0, 0, 0), 0), ('zażółć.txt', 1, (1980, 1, 1, 0, 0, 0), 0)]

        """, "\(listed.output)")
  }

  @Test func theSameFilesAreTheSameBytes() throws {
    #expect(try ZipArchive(Self.entries).bytes == ZipArchive(Self.entries).bytes)
    #expect(throws: ZipArchive.TooLarge.self) {
      try ZipArchive((0..<65_535).map { ZipArchive.Entry(path: "\($0)", content: []) })
    }
  }
}

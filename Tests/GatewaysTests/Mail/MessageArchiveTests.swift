import Foundation
import Testing

@testable import Gateways

@Suite struct MessageArchiveTests {
  @Test func mailsAndNotesAreFoundByTheirKeyAndRemoved() throws {
    let folder = NSTemporaryDirectory() + "/redress-archive-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let archive = MessageArchive(folder)
    try DurableFile.write([1], to: "\(folder)/notification-7.eml")
    try DurableFile.write([2], to: "\(folder)/handover/phone/notification-7.txt")
    try DurableFile.write([3], to: "\(folder)/notification-70.eml")
    #expect(
      try archive.read(key: "notification-7") == [
        MessageArchive.Kept(fileExtension: "eml", bytes: [1]),
        MessageArchive.Kept(fileExtension: "txt", bytes: [2]),
      ])
    try archive.remove(keys: ["notification-7"])
    try archive.remove(keys: ["notification-7"])
    #expect(try archive.read(key: "notification-7").isEmpty)
    #expect(try archive.read(key: "notification-70").count == 1)
    #expect(try archive.read(key: "../notification-70").isEmpty)
  }

  @Test func whatAKilledWorkerHadBegunIsRemovedWithIt() async throws {
    let folder = NSTemporaryDirectory() + "/redress-archive-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let names = [
      "notification-7.eml", "notification-70.eml", "handover/letter/notification-7.txt",
      "handover/cases/R0000001-2.zip",
      "handover/cases/R0000012-2.zip",
    ]
    for name in names { try DurableFile.abandon([1], beside: "\(folder)/\(name)") }
    try DurableFile.write([1], to: "\(folder)/handover/cases/R0000001-3.zip")
    let archive = MessageArchive(folder)
    try archive.remove(keys: ["notification-7"])
    try archive.removeHandedOver(of: ["R0000001"])
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }
    #expect(left.count == 2, "\(left)")
    #expect(left.allSatisfy { $0.contains("notification-70.eml.") || $0.contains("R0000012-2.zip.") })
  }
}

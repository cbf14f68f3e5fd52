import Testing

@testable import EmbeddedPostgres

@Suite("Where a server is put")
struct PlacementTests {
  @Test func aSocketAddressHasRoomFor107Bytes() {
    let name = "/.s.PGSQL.5432"
    let longest = "/" + String(repeating: "d", count: 107 - name.utf8.count - 1)
    #expect(Placement.canHoldSocket(longest))
    #expect(!Placement.canHoldSocket(longest + "d"))
    #expect(!Placement.canHoldSocket("/" + String(repeating: "ż", count: 50)), "bytes count, not letters")
  }

  @Test(arguments: ["/tmp/a,b", "/tmp/a\"b", "/tmp/a\nb"])
  func aDirectoryThatLibpqOrTheServerWouldSplitHoldsNoSocket(directory: String) {
    #expect(!Placement.canHoldSocket(directory))
    #expect(
      Placement.socketDirectory(base: directory, user: 1000, environment: [:]).hasPrefix("/tmp/redress-1000-")
    )
  }

  @Test func theSocketIsBesideTheDataWhereThatFits() {
    #expect(Placement.socketDirectory(base: "/srv/redress", user: 1000, environment: [:]) == "/srv/redress")
  }

  @Test func aRuntimeDirectoryThatIsNotThereIsNotUsed() {
    let base = "/" + String(repeating: "long/", count: 30)
    let chosen = Placement.socketDirectory(
      base: base, user: 1000, environment: ["XDG_RUNTIME_DIR": "/nonexistent"])
    #expect(chosen.hasPrefix("/tmp/redress-1000-"))
  }

  @Test func onlyRootLooksElsewhere() {
    #expect(
      Placement.baseCandidates("/home/ann/clone/.redress", isRoot: false) == ["/home/ann/clone/.redress"])
    let candidates = Placement.baseCandidates("/root/clone/postgres", isRoot: true)
    #expect(candidates.first == "/root/clone/postgres")
    #expect(
      candidates.dropFirst().map { String($0.prefix(22)) } == [
        "/var/lib/redress/postg", "/tmp/redress-postgres-",
      ])
    #expect(candidates[1] != Placement.baseCandidates("/root/other/postgres", isRoot: true)[1])
  }

  @Test func aFingerprintIsTheSameInEveryProcess() {
    #expect(Placement.fingerprint("/root/clone/postgres") == "1bglq7suk4w02")
  }
}

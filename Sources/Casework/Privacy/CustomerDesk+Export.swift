import Complaints
import Gateways
import LibPQ

extension CustomerDesk {
  /// Everything that is held on a customer: `customer.json`, and for each case a folder with what a bundle of evidence has. Each case's history
  /// notes it.
  ///
  /// What others said in the cases is among it: a person looks before it leaves the house.
  package func export(
    _ name: CustomerName, by person: String, from sources: BundleSources,
    policies: PolicyCache = PolicyCache()
  ) async throws -> EvidenceBundle {
    let actor = try await CaseDesk(pool: pool).person(person)
    return try await pool.withTransaction { transaction in
      let (customerID, heads) = try await lock(name, in: transaction)
      let document = try await transaction.execute(.showCustomer, customerID)[0].decode(
        String.self, "document")
      let customer = try DomainJSON.decode(CustomerFile.self, from: document)
      let moment = try await BusinessTime.now(in: transaction)
      let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
      var files = [
        ZipArchive.Entry("customer.json", text: try DomainJSON.readable(customer) + "\n")
      ]
      for head in heads {
        let locked = CaseDesk.LockedCase(
          head: head, policy: try policies.policy(of: head.policy), moment: moment, transaction: transaction)
        files += try await BundleContents.read(locked, from: sources).files().map { $0.below(head.reference) }
      }
      let bundle = EvidenceBundle(files)
      try await CaseEvents.append(
        heads.map { head in
          CaseEvent(
            .customerExported, caseID: head.caseID, by: actor, at: moment,
            ["files": .number(bundle.files.count), "digest": .text(bundle.digest.hex)])
        }, in: transaction)
      return bundle
    }
  }
}

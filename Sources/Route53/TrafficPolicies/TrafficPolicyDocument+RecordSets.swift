extension TrafficPolicyDocument {
    /// Refuses a document whose record sets no zone could hold, in the words of a change batch. What
    /// depends on the zone, and on health checks and CIDR collections, is seen when an instance is
    /// made.
    func requireRecordSets() throws(AccountError) {
        let example = TrafficPolicyInstanceEntry(
            id: ID("00000000-0000-0000-0000-000000000000"),
            hostedZone: ID("Z0"),
            name: "example.com.",
            ttl: 0,
            policy: ID(""),
            policyVersion: 1,
            type: recordType
        )
        for recordSet in TrafficPolicyTree.recordSets(of: self, for: example) {
            do {
                _ = try recordSet.resourceRecordSet()
            } catch {
                throw AccountError(.invalidTrafficPolicyDocument, error.message)
            }
        }
    }
}

internal import Route53

extension Operation {
    static let recordSets: [Operation] = [
        Operation("ChangeResourceRecordSets", .post, "/hostedzone/{Id}/rrset") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(ChangeResourceRecordSetsRequest.self)
            return OperationResult(
                try await plane.change { account, context throws(AccountError) in
                    try account.changeResourceRecordSets(of: id, body, context)
                }
            )
        },
        Operation("ListResourceRecordSets", .get, "/hostedzone/{Id}/rrset") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listResourceRecordSets(
                        of: id,
                        name: query["name"],
                        type: query["type"],
                        identifier: query["identifier"],
                        maxItems: query["maxitems"]
                    )
                }
            )
        },
        Operation("GetChange", .get, "/change/{Id}") {
            request,
            plane throws(AccountError) in
            let id = ID<ChangeEntry>(reference: request.parameter("Id"))
            let answer = try await plane.read { account, _ throws(AccountError) in
                try account.getChange(id)
            }
            // What it says is true by the time that it is said.
            await plane.waitUntilServed(id)
            return OperationResult(answer)
        },
        Operation("TestDNSAnswer", .get, "/testdnsanswer") {
            request,
            plane throws(AccountError) in
            let test = TestDNSAnswerRequest(request.query)
            let (question, nameServer) = try await plane.read { account, _ throws(AccountError) in
                try account.testQuestion(test)
            }
            let answer = try await plane.testAnswer(question)
            return OperationResult(
                TestDNSAnswerResponse(answer, to: test, nameServer: nameServer)
            )
        },
    ]
}

extension TestDNSAnswerRequest {
    fileprivate init(_ query: [String: String]) {
        self.init(
            hostedZoneID: query["hostedzoneid"],
            recordName: query["recordname"],
            recordType: query["recordtype"]
        )
        resolverIP = query["resolverip"]
        clientSubnetIP = query["edns0clientsubnetip"]
        clientSubnetMask = query["edns0clientsubnetmask"]
    }
}

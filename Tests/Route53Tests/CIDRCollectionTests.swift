import Addressing
import Route53
import Routing
import Testing

@Suite("CIDR collections")
struct CIDRCollectionTests {
    private let context = TestContext().context

    private func create(
        _ name: String = "offices",
        _ reference: String = "one",
        in account: inout Account
    ) throws(AccountError) -> CIDRCollectionElement {
        let request = CreateCIDRCollectionRequest(name: name, callerReference: reference)
        return try account.createCIDRCollection(request, context).collection
    }

    /// `"+eu 192.0.2.0/24"` puts, `"-eu 192.0.2.0/24"` deletes.
    private func change(
        _ id: String,
        version: Int? = nil,
        _ lines: [String],
        in account: inout Account
    ) throws(AccountError) -> ID<ChangeEntry> {
        let changes = lines.map { line in
            let words = line.dropFirst().split(separator: " ").map(String.init)
            return CIDRChangeElement(
                locationName: words.first ?? "",
                action: line.hasPrefix("+") ? "PUT" : "DELETE_IF_EXISTS",
                blocks: Array(words.dropFirst())
            )
        }
        let request = ChangeCIDRCollectionRequest(collectionVersion: version, changes: changes)
        return try account.changeCIDRCollection(ID(id), request, context).id
    }

    @Test("are made once for a name and a caller reference")
    func creation() throws {
        var account = Account()
        let made = try create(in: &account)
        #expect(made.version == 1)
        #expect(made.arn == "arn:aws:route53:::cidrcollection/\(made.id)")
        #expect(try create(in: &account) == made)
        for (name, reference) in [("offices", "two"), ("others", "one")] {
            #expect(
                refusal { () throws(AccountError) in
                    _ = try create(name, reference, in: &account)
                }?.code == .cidrCollectionAlreadyExists
            )
        }
        for name in ["", "a b", "*", String(repeating: "a", count: 65)] {
            #expect(
                refusal { () throws(AccountError) in _ = try create(name, "x", in: &account) }?
                    .code == .invalidInput
            )
        }
        for number in 2...5 { _ = try create("c\(number)", "r\(number)", in: &account) }
        #expect(
            refusal { () throws(AccountError) in _ = try create("c6", "r6", in: &account) }
                == AccountError(.limitsExceeded, "There can be at most 5 CIDR collections")
        )
    }

    @Test("change in versions, each with a change to ask about")
    func changes() throws {
        var account = Account()
        let id = try create(in: &account).id
        let made = try change(
            id,
            version: 1,
            ["+eu 192.0.2.0/24 2001:db8::/32", "+us 198.51.100.0/24"],
            in: &account
        )
        #expect(account.changes[made]?.submittedAt == context.now)
        #expect(account.cidrCollections[ID(id)]?.version == 2)
        #expect(
            refusal { () throws(AccountError) in
                _ = try change(id, version: 1, ["+eu 203.0.113.0/24"], in: &account)
            }
                == AccountError(
                    .cidrCollectionVersionMismatch,
                    "The CIDR collection has version 2, not 1"
                )
        )
        // A move, the addition first; and the last block of a location, with which it goes.
        _ = try change(id, ["+eu 198.51.100.0/24", "-us 198.51.100.0/24"], in: &account)
        _ = try change(id, ["-nowhere 203.0.113.0/24"], in: &account)
        let entry = try #require(account.cidrCollections[ID(id)])
        #expect(entry.version == 4)
        #expect(
            entry.locations == ["eu": ["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"]]
        )
        let collection = try entry.collection()
        #expect(collection.locations["eu"]?.count == 3)
        #expect(CIDRCollectionEntry(id: id, collection).locations == entry.locations)
    }

    @Test(
        "refuse blocks and locations that cannot be",
        arguments: [
            (
                ["+us 192.0.2.0/24"], .cidrBlockInUse,
                "The CIDR block 192.0.2.0/24 is already in use in the location 'eu'"
            ),
            (
                ["+eu 0.0.0.0/0"], .invalidInput,
                "Found 0.0.0.0/0, expected a length of 1 to 24"
            ),
            (
                ["+eu 192.0.2.0/25"], .invalidInput,
                "Found 192.0.2.0/25, expected a length of 1 to 24"
            ),
            (
                ["+* 198.51.100.0/24"], .invalidInput,
                "Found the location '*', expected 1 to 16 letters, digits, hyphens and underscores"
            ),
            (
                ["+eu here"], .invalidInput,
                "Found the CIDR block 'here', expected a network such as 192.0.2.0/24"
            ),
            (
                ["+eu"], .invalidInput,
                "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'CidrList' is not"
                    + " complete."
            ),
            (
                [], .invalidInput,
                "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'Changes' is not"
                    + " complete."
            ),
            (
                (0...1000).map { "+eu 10.\($0 / 256).\($0 % 256).0/24" }, .invalidInput,
                "Found 1001 CIDR blocks, expected at most 1000 in a request"
            ),
            (
                (0..<1000).map { "+eu 10.\($0 / 256).\($0 % 256).0/24" }, .limitsExceeded,
                "A CIDR collection can have at most 1000 CIDR blocks; there would be 1001"
            ),
        ] as [([String], AccountError.Code, String)]
    )
    func refused(_ lines: [String], _ code: AccountError.Code, _ message: String) throws {
        var account = Account()
        let id = try create(in: &account).id
        _ = try change(id, ["+eu 192.0.2.0/24"], in: &account)
        _ = account.takeEdits()
        let refusal = refusal { () throws(AccountError) in
            _ = try change(id, lines, in: &account)
        }
        #expect(refusal == AccountError(code, message))
        #expect(account.takeEdits().isEmpty)
    }

    @Test("cannot go, nor their locations, while they are full or record sets refer to them")
    func inUse() throws {
        var account = Account.withZone()
        let id = try create(in: &account).id
        _ = try change(id, ["+eu 192.0.2.0/24", "+us 198.51.100.0/24"], in: &account)
        var recordSet = RecordSetElement(
            name: "www.example.com.",
            type: "A",
            ttl: 60,
            records: ["192.0.2.1"]
        )
        recordSet.setIdentifier = "eu"
        recordSet.cidrRoutingConfig = CIDRRoutingElement(collectionID: id, locationName: "eu")
        account.put(.recordSet(recordSet, zone: ID("Z1")))

        func deletion() -> AccountError? {
            refusal { () throws(AccountError) in try account.deleteCIDRCollection(ID(id)) }
        }
        #expect(
            refusal { () throws(AccountError) in
                _ = try change(id, ["-eu 192.0.2.0/24"], in: &account)
            }?.code == .cidrBlockInUse
        )
        #expect(deletion()?.message.contains("is not empty") == true)
        recordSet.cidrRoutingConfig?.locationName = "*"
        account.put(.recordSet(recordSet, zone: ID("Z1")))
        _ = try change(id, ["-eu 192.0.2.0/24", "-us 198.51.100.0/24"], in: &account)
        #expect(
            deletion()?.message.hasSuffix("is used by a record set in the hosted zone Z1") == true
        )
        #expect(deletion()?.code == .cidrCollectionInUse)
        account.remove(.recordSet(recordSet.key, zone: ID("Z1")))
        #expect(deletion() == nil)
        #expect(deletion()?.code == .noSuchCIDRCollection)
    }

    @Test("of the configuration are listed, and cannot be changed")
    func configured() throws {
        let entry = CIDRCollectionEntry(id: ID("vpn"), name: "vpn", callerReference: "vpn")
        var account = Account(surroundings: Surroundings(cidrCollections: [entry]))
        let listed = try account.listCIDRCollections(nextToken: nil, maxResults: nil)
        #expect(listed.collections.items.map(\.id) == ["vpn"])
        let refusals = [
            refusal { () throws(AccountError) in try account.deleteCIDRCollection(entry.id) },
            refusal { () throws(AccountError) in
                _ = try change("vpn", ["+eu 192.0.2.0/24"], in: &account)
            },
        ]
        for refusal in refusals {
            #expect(refusal?.code == .invalidInput)
            #expect(refusal?.message.hasSuffix("it can be changed only there") == true)
        }
    }

    @Test("list their locations and blocks in pages that visit each once")
    func paging() throws {
        var account = Account()
        let id = try create(in: &account).id
        let lines = (0..<7).map { number in
            "+loc\(number) 10.\(number).0.0/16 10.\(number).1.0/24 2001:db8:\(number)::/48"
        }
        _ = try change(id, lines, in: &account)
        func walk(_ page: (String?) throws -> (items: [String], next: String?)) throws -> [String] {
            var seen: [String] = []
            var token: String?
            repeat {
                let found = try page(token)
                #expect(found.items.count <= 2)
                seen += found.items
                token = found.next
            } while token != nil
            return seen
        }
        let locations = try walk { token in
            let page = try account.listCIDRLocations(of: ID(id), nextToken: token, maxResults: "2")
            return (page.locations.items.map(\.name), page.nextToken)
        }
        #expect(locations == (0..<7).map { "loc\($0)" })
        let all = try walk { token in
            let page = try account.listCIDRBlocks(
                of: ID(id),
                location: nil,
                nextToken: token,
                maxResults: "2"
            )
            return (page.blocks.items.map(\.block), page.nextToken)
        }
        #expect(all.count == 21)
        #expect(Set(all).count == 21)
        let ofOne = try account.listCIDRBlocks(
            of: ID(id),
            location: "loc3",
            nextToken: nil,
            maxResults: nil
        )
        #expect(
            ofOne.blocks.items.map(\.block) == ["10.3.0.0/16", "10.3.1.0/24", "2001:db8:3::/48"]
        )
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.listCIDRBlocks(
                    of: ID(id),
                    location: "loc9",
                    nextToken: nil,
                    maxResults: nil
                )
            }?.code == .noSuchCIDRLocation
        )
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.listCIDRLocations(of: ID("x"), nextToken: nil, maxResults: nil)
            } == AccountError(.noSuchCIDRCollection, "No CIDR collection found with ID: x")
        )
    }
}

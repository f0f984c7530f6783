import HostedZones
import Route53
import Testing

/// `www` by geolocation: China here, everyone else there.
@Suite("The scenario")
struct ChangeScenarioTests {
    private func geo(
        _ identifier: String,
        _ country: String,
        _ target: String
    ) -> RecordSetElement {
        records("www.example.com", "CNAME", [target]) { element in
            element.setIdentifier = identifier
            element.geoLocation = GeoLocationElement(countryCode: country)
        }
    }

    private func scenario() throws -> ZoneFixture {
        var fixture = try ZoneFixture()
        try fixture.change(
            (.create, geo("china", "CN", "abc.cloudfront.cn")),
            (.create, geo("default", "*", "xyz.cloudfront.net"))
        )
        return fixture
    }

    @Test("is listed as it was sent, in Route 53's order")
    func listed() throws {
        let fixture = try scenario()
        let page = try fixture.account.listResourceRecordSets(
            of: fixture.zone,
            name: nil,
            type: nil,
            identifier: nil,
            maxItems: nil
        )
        #expect(page.recordSets.items.map(\.type) == ["NS", "SOA", "CNAME", "CNAME"])
        #expect(page.recordSets.items.map(\.setIdentifier) == [nil, nil, "china", "default"])
        #expect(
            page.recordSets.items.suffix(2).map(\.name) == ["www.example.com.", "www.example.com."]
        )
        #expect(page.recordSets.items.last?.records == ["xyz.cloudfront.net"])
        #expect(!page.isTruncated)
        #expect(page.maxItems == 300)
    }

    @Test("refuses what stands in its way, in Route 53's words")
    func refusals() throws {
        var fixture = try scenario()
        let before = fixture.recordSets
        #expect(
            fixture.refusal((.create, geo("again", "CN", "c.example")))
                == "RRSet with DNS name www.example.com., type CNAME, SetIdentifier again, and routing to [country = (CN, China)} cannot be created because a GEO RRSet with the same name, type and routing to [country = (CN, China)} already exists."
        )
        #expect(
            fixture.refusal((.create, records("www.example.com", "CNAME", ["c.example"])))
                == "RRSet with DNS name www.example.com., type CNAME cannot be created as other RRSets exist with the same name and type."
        )
        #expect(
            fixture.refusal((.create, a("www.example.com")))
                == "RRSet of type A with DNS name www.example.com. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com."
        )
        #expect(fixture.recordSets == before)
    }
}

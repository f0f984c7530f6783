import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("Zones in Route 53's JSON")
struct Route53JSONTests {
    private func read(_ text: String) throws -> ZoneReading {
        Route53JSONReader.read(
            Array(text.utf8),
            file: "z.json",
            zone: try DomainName(presentation: "example.com")
        )
    }

    /// As `aws route53 list-resource-record-sets` prints it.
    static let listing = #"""
        {
            "ResourceRecordSets": [
                {
                    "Name": "example.com.",
                    "Type": "NS",
                    "TTL": 172800,
                    "ResourceRecords": [
                        {
                            "Value": "ns1.example.net."
                        },
                        {
                            "Value": "ns2.example.net."
                        }
                    ]
                },
                {
                    "Name": "example.com.",
                    "Type": "SOA",
                    "TTL": 900,
                    "ResourceRecords": [
                        {
                            "Value": "ns1.example.net. hostmaster.example.net. 1 7200 900 1209600 86400"
                        }
                    ]
                },
                {
                    "Name": "\\052.example.com.",
                    "Type": "TXT",
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "\"a \\\" \\303\\244 \\\\ b\" \"c\""
                        }
                    ]
                },
                {
                    "Name": "a-b.example.com.",
                    "Type": "A",
                    "SetIdentifier": "one",
                    "Weight": 10,
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "192.0.2.1"
                        }
                    ],
                    "HealthCheckId": "11111111-2222-3333-4444-555555555555"
                },
                {
                    "Name": "a-b.example.com.",
                    "Type": "A",
                    "SetIdentifier": "two",
                    "Weight": 0,
                    "AliasTarget": {
                        "HostedZoneId": "Z2FDTNDATAQYW2",
                        "DNSName": "xyz.cloudfront.net.",
                        "EvaluateTargetHealth": false
                    }
                },
                {
                    "Name": "a.example.com.",
                    "Type": "A",
                    "SetIdentifier": "home",
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "192.0.2.1"
                        }
                    ],
                    "CidrRoutingConfig": {
                        "CollectionId": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                        "LocationName": "*"
                    }
                },
                {
                    "Name": "f.example.com.",
                    "Type": "A",
                    "SetIdentifier": "p",
                    "Failover": "PRIMARY",
                    "AliasTarget": {
                        "HostedZoneId": "Z1",
                        "DNSName": "a-b.example.com.",
                        "EvaluateTargetHealth": true
                    }
                },
                {
                    "Name": "g.example.com.",
                    "Type": "CNAME",
                    "SetIdentifier": "california",
                    "GeoLocation": {
                        "CountryCode": "US",
                        "SubdivisionCode": "CA"
                    },
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "abc.cloudfront.cn."
                        }
                    ]
                },
                {
                    "Name": "g.example.com.",
                    "Type": "CNAME",
                    "SetIdentifier": "ü",
                    "GeoLocation": {
                        "ContinentCode": "AS"
                    },
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "abc.cloudfront.cn."
                        }
                    ]
                },
                {
                    "Name": "l.example.com.",
                    "Type": "A",
                    "SetIdentifier": "eu",
                    "Region": "eu-west-1",
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "192.0.2.1"
                        }
                    ]
                },
                {
                    "Name": "m.example.com.",
                    "Type": "A",
                    "SetIdentifier": "m",
                    "MultiValueAnswer": true,
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "192.0.2.1"
                        }
                    ]
                },
                {
                    "Name": "p.example.com.",
                    "Type": "A",
                    "SetIdentifier": "here",
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "192.0.2.1"
                        }
                    ],
                    "GeoProximityLocation": {
                        "Coordinates": {
                            "Latitude": "52.5",
                            "Longitude": "-13.41"
                        },
                        "Bias": -20
                    }
                },
                {
                    "Name": "p.example.com.",
                    "Type": "A",
                    "SetIdentifier": "there",
                    "TTL": 60,
                    "ResourceRecords": [
                        {
                            "Value": "192.0.2.1"
                        }
                    ],
                    "GeoProximityLocation": {
                        "AWSRegion": "us-east-1"
                    }
                }
            ]
        }

        """#

    @Test("a listing is read, and written octet for octet")
    func goldenListing() throws {
        let reading = try read(Self.listing)
        #expect(reading.problems.isEmpty)
        let zone = try #require(reading.zone)
        #expect(try Route53JSONWriter.text(of: zone) == Self.listing)
        #expect(ZoneChecks.problems(of: zone).filter { $0.severity == .error } == [])
        let check = "health=11111111-2222-3333-4444-555555555555"
        #expect(
            try lines(of: zone.recordSets).dropFirst(3) == [
                #"*.example.com. 60 TXT "a \" \195\164 \\ b" "c""#,
                "a-b.example.com. 60 A 192.0.2.1 [weight 10 one \(check)]",
                "a-b.example.com. A alias xyz.cloudfront.net. [weight 0 two]",
                "a.example.com. 60 A 192.0.2.1 [aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/* home]",
                "f.example.com. A alias a-b.example.com. evaluated [PRIMARY p]",
                "g.example.com. 60 CNAME abc.cloudfront.cn. [US-CA california]",
                "g.example.com. 60 CNAME abc.cloudfront.cn. [continent-AS ü]",
                "l.example.com. 60 A 192.0.2.1 [eu-west-1 eu]",
                "m.example.com. 60 A 192.0.2.1 [multivalue m]",
                "p.example.com. 60 A 192.0.2.1 [near (52.5, -13.41) bias -20 here]",
                "p.example.com. 60 A 192.0.2.1 [near us-east-1 there]",
            ]
        )
        #expect(zone.routed.first?.source?.description == "z.json:36:9")
    }

    @Test("names without a dot, in capitals, with escapes of any octet; MultiValueAnswer false")
    func spellings() throws {
        let zone = try #require(
            read(
                #"""
                {"IsTruncated": false, "MaxItems": "300", "ResourceRecordSets": [
                  {"Name": "WWW\\056x.example.com", "Type": "MX", "MultiValueAnswer": false, "TTL": 0,
                   "ResourceRecords": [{"Value": "10 \\052.example.net"}]}]}
                """#
            ).zone
        )
        #expect(
            try lines(of: zone.recordSets).dropFirst(2) == [
                #"WWW\.x.example.com. 0 MX 10 *.example.net."#
            ]
        )
        let text = try Route53JSONWriter.text(of: zone)
        #expect(text.contains(#""www\\056x.example.com.""#))
        #expect(text.contains(#""10 *.example.net.""#))
    }

    static let batch = #"""
        {"Comment": "China to CloudFront China", "Changes": [
          {"Action": "CREATE", "ResourceRecordSet": {"Name": "www.example.com", "Type": "CNAME",
            "SetIdentifier": "china", "GeoLocation": {"CountryCode": "CN"}, "TTL": 60,
            "ResourceRecords": [{"Value": "abc.cloudfront.cn"}]}},
          {"Action": "UPSERT", "ResourceRecordSet": {"Name": "www.example.com", "Type": "CNAME",
            "SetIdentifier": "default", "GeoLocation": {"CountryCode": "*"}, "TTL": 60,
            "ResourceRecords": [{"Value": "xyz.cloudfront.net"}]}},
          {"Action": "UPSERT", "ResourceRecordSet": {"Name": "www.example.com", "Type": "CNAME",
            "SetIdentifier": "china", "GeoLocation": {"CountryCode": "CN"}, "TTL": 90,
            "ResourceRecords": [{"Value": "def.cloudfront.cn"}]}},
          {"Action": "CREATE", "ResourceRecordSet": {"Name": "x.example.com", "Type": "A", "TTL": 1,
            "ResourceRecords": [{"Value": "192.0.2.1"}]}},
          {"Action": "DELETE", "ResourceRecordSet": {"Name": "X.example.com.", "Type": "A", "TTL": 1,
            "ResourceRecords": [{"Value": "192.0.2.1"}]}}]}
        """#

    @Test("a change batch is applied, in its order, to a zone without records")
    func changeBatch() throws {
        let reading = try read(Self.batch)
        #expect(reading.problems.isEmpty)
        #expect(
            try lines(of: #require(reading.zone).recordSets).dropFirst(2) == [
                "www.example.com. 90 CNAME def.cloudfront.cn. [CN china]",
                "www.example.com. 60 CNAME xyz.cloudfront.net. [default default]",
            ]
        )
    }
}

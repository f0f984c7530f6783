import Testing

@Suite("Documents of the Route 53 API", .timeLimit(.minutes(2)))
struct DocumentTests {
    private static let tags = "/2013-04-01/tags/hostedzone/Z1"
    private static let namespace = "https://route53.amazonaws.com/doc/2013-04-01/"

    private static func document(
        tag: String,
        head: String = "",
        attributes: String = #" xmlns="\#(namespace)""#
    ) -> String {
        """
        \(head)<ChangeTagsForResourceRequest\(attributes)><AddTags>\(tag)</AddTags>\
        </ChangeTagsForResourceRequest>
        """
    }

    @Test(
        "text comes back as it was meant, however it was written",
        arguments: [
            ("v", "v"),
            (#""a" "b""#, #""a" "b""#),
            ("&quot;a&quot; &quot;b&quot;", #""a" "b""#),
            ("&#34;a&#34; &#34;b&#x22;", #""a" "b""#),
            ("&amp; &lt;b&gt; &amp;amp;", "&amp; &lt;b&gt; &amp;amp;"),
            ("it's", "it's"), ("it&apos;s", "it's"),
            ("grüße 中国 🌍", "grüße 中国 🌍"), ("gr&#252;&#xdf;e", "grüße"),
            ("\n    indented  text\n  ", "indented  text"),
            ("<![CDATA[<a> & \"b\"]]>", #"&lt;a&gt; &amp; "b""#),
            ("x<!-- a comment -->", "x"),
            ("a&#13;b", "a&#13;b"),
        ]
    )
    func text(_ written: String, _ read: String) async throws {
        try await RunningControlServer.run { server in
            let tag = "<Tag><Key>k</Key><Value>\(written)</Value></Tag>"
            let changed = try await server.ask("POST", Self.tags, Self.document(tag: tag))
            #expect(changed.status == 200, "\(changed.body)")
            let listed = try await server.ask("GET", Self.tags)
            #expect(listed.text(of: "Value") == read)
        }
    }

    @Test(
        "documents are read with and without namespace, prefix and declaration",
        arguments: [
            document(tag: tag), document(tag: tag, attributes: ""),
            document(tag: tag, head: "<?xml version='1.0' encoding='UTF-8'?>\n"),
            document(tag: tag, head: "<?xml version=\"1.0\"?><!-- <!DOCTYPE x> -->"),
            "\u{feff}" + document(tag: tag),
            """
            <r:ChangeTagsForResourceRequest xmlns:r="\(namespace)">
              <r:AddTags>
                <r:Tag><r:Key>k</r:Key><r:Value>v</r:Value></r:Tag>
              </r:AddTags>
            </r:ChangeTagsForResourceRequest>
            """,
        ]
    )
    func forms(_ document: String) async throws {
        try await RunningControlServer.run { server in
            let changed = try await server.ask("POST", Self.tags, document)
            #expect(changed.status == 200, "\(changed.body)")
            #expect(try await server.ask("GET", Self.tags).text(of: "Value") == "v")
        }
    }

    private static let tag = "<Tag><Key>k</Key><Value>v</Value></Tag>"

    @Test(
        "what no client sends is refused with what is wrong",
        arguments: [
            ("<!DOCTYPE x [<!ENTITY e 'v'>]>" + document(tag: tag), "declares"),
            (#"<!DOCTYPE x SYSTEM "http://127.0.0.1:1/">"# + document(tag: tag), "declares"),
            ("<?xml version='1.0' encoding='UTF-7'?>" + document(tag: tag), "'utf-7'"),
            ("<?xml version='1.0' encoding='latin1'?>" + document(tag: tag), "'latin1'"),
            (document(tag: "<Tag><Key>&undefined;</Key></Tag>"), "well-formed"),
            (document(tag: tag, attributes: " xmlns='urn:other'"), "'urn:other'"),
            ("<Other/>", "'ChangeTagsForResourceRequest'"),
            (document(tag: String(repeating: "<a>", count: 40)), "deeper"),
            (document(tag: "<Tag>"), "well-formed"), ("text", "Premature end"),
            ("<", ""), ("<!--", ""), ("<![CDATA[", ""), ("<a b='", ""),
        ]
    )
    func refusals(_ document: String, _ complaint: String) async throws {
        try await RunningControlServer.run { server in
            let answer = try await server.ask("POST", Self.tags, document)
            #expect(answer.status == 400)
            #expect(answer.code == "InvalidInput")
            let message = try #require(answer.message)
            #expect(message.hasPrefix("Invalid XML ; "), "\(message)")
            #expect(complaint.isEmpty || message.contains(complaint), "\(message)")
        }
    }

    @Test("a message shows control characters of the path in a form that XML can carry")
    func controlCharacters() async throws {
        try await RunningControlServer.run { server in
            let answer = try await server.ask("GET", "/2013-04-01/a%01b%EF%BF%BFc%0Ad%3Ce")
            #expect(answer.status == 404)
            #expect(try #require(answer.message).contains("/a?b?c\nd&lt;e"))
        }
    }

    @Test("a path that is not percent-encoded text gets a document too")
    func brokenPath() async throws {
        try await RunningControlServer.run { server in
            let answer = try await server.ask("GET", "/2013-04-01/hostedzone/%zz")
            #expect(answer.status == 400)
            #expect(answer.code == "InvalidInput")
            #expect(answer.fields["x-amzn-requestid"] == answer.text(of: "RequestId"))
        }
    }

    @Test(
        "a wrong method is told the right ones",
        arguments: [
            ("PUT", "/2013-04-01/tags/hostedzone/Z1", "GET, POST"), ("POST", "/v1/state", "GET"),
        ]
    )
    func methods(_ method: String, _ path: String, _ allowed: String) async throws {
        try await RunningControlServer.run { server in
            let answer = try await server.ask(method, path)
            #expect(answer.status == 405)
            #expect(answer.fields["allow"] == allowed)
        }
    }
}

#if ControlAPI
    import Addressing
    import Answering
    import ControlAPI
    import DNSWire
    import HostedZones
    import Route53

    extension ServerControlPlane {
        /// Asks the answer path itself, over UDP, and over TCP if the answer has no room there.
        func testAnswer(
            _ question: TestAnswerQuestion
        ) async throws(AccountError) -> TestAnswer {
            let state = state(for: question)
            let options = question.clientSubnet.map { [ClientSubnet($0).option] } ?? []
            let size = UInt16(clamping: state.options.udpSize)
            let query = ClientQuery(
                question.name,
                question.type,
                opt: OPTRecord(udpPayloadSize: size, options: options)
            ).encoded
            let resolver = question.resolver ?? Self.usualResolver
            var reply = reply(to: query, from: resolver, over: .udp, state)
            var transport = TestAnswer.Transport.udp
            if reply.outcome.replyClass == .truncated {
                reply = self.reply(to: query, from: resolver, over: .tcp(idleTimeout: 0), state)
                transport = .tcp
            }
            return try answer(reply.octets, over: transport)
        }

        /// As if the server asked itself.
        private static let usualResolver = IPAddress.ipv4(0x7f00_0001)

        /// Octets of a DNS message over TCP (RFC 1035 §4.2.2).
        private static let longestReply = 65535

        /// What is published; with the zone in it that is asked for, if another one hides it.
        private func state(for question: TestAnswerQuestion) -> ServingState {
            let latest = parts.publication.latest
            guard let zone = publisher.published(question.zone), latest.zone(at: zone.apex) !== zone
            else { return latest }
            return latest.replacing([zone])
        }

        private func reply(
            to query: [UInt8],
            from resolver: IPAddress,
            over transport: AnswerContext.Transport,
            _ state: ServingState
        ) -> (octets: [UInt8], outcome: Outcome) {
            var buffer = [UInt8](repeating: 0, count: Self.longestReply)
            var room = buffer.mutableSpan
            let outcome = respond(
                to: query.span,
                from: resolver,
                context: AnswerContext(
                    transport: transport,
                    now: 0,
                    random: Inquiry.usualRandom
                ),
                state: state,
                into: &room
            )
            return (Array(buffer.prefix(outcome.length)), outcome)
        }

        /// Names stand in RecordData as people write them in record sets: `abc.cloudfront.cn`.
        private static func withoutFinalDot(_ value: String) -> String {
            value.count > 1 && value.hasSuffix(".") ? String(value.dropLast()) : value
        }

        private func answer(
            _ reply: [UInt8],
            over transport: TestAnswer.Transport
        ) throws(AccountError) -> TestAnswer {
            do {
                let message = try MessageReader.read(reply)
                return TestAnswer(
                    values: try message.answers.map { record in
                        Self.withoutFinalDot(
                            try Route53Value.text(of: record.data.rdata, record.type)
                        )
                    },
                    responseCode: "\(message.responseCode)",
                    transport: transport
                )
            } catch {
                throw AccountError(.internalFailure, "The answer cannot be told: \(error)")
            }
        }
    }
#endif

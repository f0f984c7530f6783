import TestSupport

/// Spoils messages: from a changed letter that no parser minds to heaps of random octets.
struct Mutator {
    private var random: SeededRandom
    private let corpus: [QueryCorpus.Entry]

    init(seed: UInt64, corpus: [QueryCorpus.Entry]) {
        random = SeededRandom(seed: seed)
        self.corpus = corpus
    }

    /// The next spoilt message, and whether it is to come over TCP.
    mutating func next() -> (octets: [UInt8], usesTCP: Bool) {
        let entry = random.pick(corpus)
        var octets = entry.octets
        for _ in 0..<random.number(in: 1...3) { mutate(&octets) }
        return (Array(octets.prefix(4096)), entry.usesTCP)
    }

    private mutating func mutate(_ octets: inout [UInt8]) {
        let kind = random.pick(weighted: [
            Kind.changeOctet: 4, .flipBit: 4, .changeLetterCase: 3, .changeType: 3, .changeCount: 2,
            .cutOff: 2, .insert: 2, .remove: 2, .splice: 2, .append: 2, .changeOption: 4,
            .pointSomewhere: 2, .scramble: 1,
        ])
        guard let position = octets.indices.randomElement(using: &random) else {
            octets = (0..<random.number(in: 0...40)).map { _ in octet() }
            return
        }
        switch kind {
        case .changeOctet: octets[position] = octet()
        case .flipBit: octets[position] ^= 1 << random.number(in: 0...7)
        case .changeLetterCase: octets[position] ^= octets[position] & 0x40 >> 1
        case .changeType: changeType(&octets)
        case .changeCount:
            guard octets.count >= 12 else { return }
            octets[random.number(in: 4...11)] = random.pick([0, 1, 2, 255])
        case .cutOff: octets.removeSubrange(position...)
        case .insert: octets.insert(contentsOf: [octet(), octet()], at: position)
        case .remove: octets.removeSubrange(position..<min(position + 3, octets.count))
        case .splice: octets[position...] = random.pick(corpus).octets.suffix(from: 12)
        case .append: octets += (0..<random.number(in: 1...12)).map { _ in octet() }
        case .changeOption:
            // The data of the last option, in most messages the client subnet or the cookie.
            let tail = octets.indices.suffix(8)
            octets[random.number(in: (tail.first ?? position)...(tail.last ?? position))] = octet()
        case .pointSomewhere:
            octets[position] = 0xc0
            if position + 1 < octets.count { octets[position + 1] = octet() }
        case .scramble: octets = octets.map { $0 ^ octet() }
        }
    }

    private enum Kind {
        case changeOctet, flipBit, changeLetterCase, changeType, changeCount, cutOff, insert, remove
        case splice, append, changeOption, pointSomewhere, scramble
    }

    /// Another question type: the octets behind the first zero behind the header.
    private mutating func changeType(_ octets: inout [UInt8]) {
        guard let end = octets.dropFirst(12).firstIndex(of: 0), end + 2 < octets.count else {
            return
        }
        octets[end + 1] = random.pick([0, 0, 0, 1])
        octets[end + 2] = octet()
    }

    private mutating func octet() -> UInt8 { random.number(in: 0...255) }
}

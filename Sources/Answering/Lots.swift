package import Addressing
internal import DNSWire
internal import Routing

/// One of the ways that chance can lead a client: random bits that do, and how likely it is.
package struct Lot: Sendable, Hashable {
    package let random: UInt64
    /// From 0 to 1; those of all lots of a client add up to 1.
    package let share: Double
}

extension ServingState {
    /// The lots that a client can draw where `respond` made this choice with this state; one if
    /// there is nothing to draw. Of samples of more record sets than one answer holds, which are
    /// beyond count, a fixed number stands for all.
    package func lots(behind choice: Outcome.Choice, for client: IPAddress) -> [Lot] {
        guard let zone = served(choice) else {
            preconditionFailure("the choice was made with another state")
        }
        let tree = LotTree(zone: zone, state: view, client: RoutingClient(client))
        return tree.lots(from: zone.view.route(at: choice.route))
    }

    /// The networks for which rules behind this choice are made: CIDR blocks of IP-based routing.
    package func blocks(behind choice: Outcome.Choice) -> [IPPrefix] {
        guard let zone = zone(choice.zone) else {
            preconditionFailure("the choice was made with another state")
        }
        var blocks: Set<IPPrefix> = []
        for route in zone.view.routes(from: zone.view.route(at: choice.route)) {
            guard route.ruleSet != Route.everyone,
                case .ipBased(let rules)? = zone.ruleSets[Int(route.ruleSet)]?.rules
            else { continue }
            for case .blocks(let prefixes) in rules.rules { blocks.formUnion(prefixes) }
        }
        return Array(blocks)
    }

    private func served(_ choice: Outcome.Choice) -> ServedZone? {
        guard let apex = zone(choice.zone)?.apex else { return nil }
        var memory = NameMemory()
        var name = memory.name
        name.load(apex.wire.span, at: 0, length: apex.wire.count)
        return view.table.zone(for: name, .soa)
    }
}

extension ZoneView {
    /// A route and all that its alternatives lead on to. Aliases lead in no circle.
    fileprivate func routes(from route: Route) -> [Route] {
        let targets = (0..<Int(route.variantCount)).compactMap { content($0, of: route) }
        return [route]
            + targets.filter(\.isRouted).flatMap { routes(from: self.route(at: $0.place)) }
    }
}

/// The ways down a tree of policies for one client.
private struct LotTree {
    let zone: ServedZone
    let state: ServingState.View
    let client: RoutingClient

    /// What is drawn at each place where lots are drawn, from the top down.
    private typealias Way = [Int]

    private struct Branch {
        let way: Way
        let share: Double
        /// It ends with a sample of so many that each is another.
        let isSampled: Bool
    }

    func lots(from route: Route) -> [Lot] {
        let branches = branches(from: route, level: 0)
        guard branches.count > 1 || branches.contains(where: \.isSampled) else {
            return [Lot(random: 0, share: 1)]
        }
        var wanted: [Way: [Double]] = [:]
        for branch in branches {
            let count = branch.isSampled ? Self.sampleCount : 1
            wanted[branch.way] = Array(repeating: branch.share / Double(count), count: count)
        }
        var lots: [Lot] = []
        for number in 0..<Self.mostTries where !wanted.isEmpty {
            let random = randomBits(0, forChoice: number)
            let way = way(from: route, random: random)
            guard let share = wanted[way]?.popLast() else { continue }
            if wanted[way]?.isEmpty == true { wanted[way] = nil }
            lots.append(Lot(random: random, share: share))
        }
        return lots
    }

    /// Samples that stand for all.
    private static let sampleCount = 64
    /// Enough to find what one in 60,000 draws.
    private static let mostTries = 1 << 20

    /// Every way from a route that so many others led to.
    private func branches(from route: Route, level: Int) -> [Branch] {
        var walk = walk(random: 0)
        guard route.choice == .weighted else {
            switch walk.step(at: route, level: level) {
            case .none: return [Branch(way: [], share: 1, isSampled: false)]
            case .several(let sample):
                let isAll =
                    sample.count < MultivalueSample.maximumCount
                    || Int(route.variantCount) == sample.count
                return [Branch(way: [], share: 1, isSampled: !isAll)]
            case .one(let number): return branches(through: number, of: route, level: level)
            }
        }
        let shares = shares(of: route)
        let total = shares.reduce(0, +)
        return shares.indices.filter { shares[$0] > 0 }.flatMap { number in
            branches(through: number, of: route, level: level).map { branch in
                Branch(
                    way: [number] + branch.way,
                    share: branch.share * Double(shares[number]) / Double(total),
                    isSampled: branch.isSampled
                )
            }
        }
    }

    private func branches(through number: Int, of route: Route, level: Int) -> [Branch] {
        guard let content = zone.view.content(number, of: route), content.isRouted else {
            return [Branch(way: [], share: 1, isSampled: false)]
        }
        return branches(from: zone.view.route(at: content.place), level: level + 1)
    }

    /// How `WeightedDraw` weighs: healthy ones by their weights, all alike if these are all 0, and
    /// everything if nothing is healthy.
    private func shares(of route: Route) -> [Int] {
        var walk = walk(random: 0)
        let numbers = 0..<Int(route.variantCount)
        let healthy = numbers.filter { walk.isHealthy($0, of: route) }
        let taking = Set(healthy.isEmpty ? Array(numbers) : healthy)
        let weights = numbers.map {
            taking.contains($0) ? Int(zone.view.traits($0, of: route).weight) : 0
        }
        guard weights.allSatisfy({ $0 == 0 }) else { return weights }
        return numbers.map { taking.contains($0) ? 1 : 0 }
    }

    /// The way on which these random bits lead.
    private func way(from start: Route, random: UInt64) -> Way {
        var walk = walk(random: random)
        var (route, level, way) = (start, 0, Way())
        while case .one(let number) = walk.step(at: route, level: level) {
            if route.choice == .weighted { way.append(number) }
            guard let content = zone.view.content(number, of: route), content.isRouted else {
                break
            }
            route = zone.view.route(at: content.place)
            level += 1
        }
        return way
    }

    private func walk(random: UInt64) -> RouteWalk {
        RouteWalk(zone, state, client, random: random)
    }
}

package import Addressing
package import Answering
internal import Synchronization
package import Telemetry

/// The DNS server: UDP workers and TCP connections that answer from the published state.
package final class DNSServer: Sendable {
    private let options: ServerOptions
    private let published: Published<ServingState>
    private let clock: ServerClock
    private let seed: UInt64
    private let ring: QueryRing?
    private let running = Mutex<Running?>(nil)
    private let finalCounters = Mutex(CounterSnapshot())

    /// - Parameters:
    ///   - options: where to listen, and how much to allow.
    ///   - published: what to answer from; a newer state counts from the next batch on.
    ///   - clock: the time, for cookies and time-outs.
    ///   - seed: where the random bits that routing policies look at start from.
    ///   - ring: told of every query; nil, as for all servers that serve, costs nothing.
    package init(
        options: ServerOptions,
        published: Published<ServingState>,
        clock: ServerClock,
        seed: UInt64,
        ring: QueryRing? = nil
    ) {
        self.options = options
        self.published = published
        self.clock = clock
        self.seed = seed
        self.ring = ring
    }

    /// Opens all sockets and starts answering. If anything fails, nothing stays open.
    package func start() throws(StartError) {
        precondition(running.withLock { $0 == nil }, "the server is running already")
        let (sockets, skipped) = try openSockets()
        let (udp, tcp) = try makeWorkers(for: sockets)
        let threads = try startThreads(of: udp, tcp)
        running.withLock {
            $0 = Running(
                addresses: sockets.map(\.address),
                skipped: skipped,
                udp: udp,
                tcp: tcp,
                threads: threads
            )
        }
    }

    /// Where it listens, with the ports that the system chose; empty unless it runs.
    package var boundAddresses: [SocketAddress] {
        running.withLock { $0?.addresses ?? [] }
    }

    /// Why optional addresses were left out.
    package var skippedAddresses: [StartError] { running.withLock { $0?.skipped ?? [] } }

    /// What all threads have counted since the start, or in the last run once it is over.
    package var counters: CounterSnapshot {
        running.withLock { $0?.counters } ?? finalCounters.withLock { $0 }
    }

    /// What each thread has counted since the start, and what is known of it besides.
    package var workers: [WorkerReport] {
        running.withLock { running in
            guard let running else { return [] }
            let udp = running.udp.enumerated().map { number, worker in
                WorkerReport(
                    name: "udp-\(number)",
                    transport: .udp,
                    counters: worker.counters,
                    samples: worker.samples,
                    receiveDrops: worker.receiveDrops
                )
            }
            let tcp = WorkerReport(
                name: "tcp",
                transport: .tcp,
                counters: running.tcp.counters,
                samples: running.tcp.samples,
                receiveDrops: 0
            )
            return udp + [tcp]
        }
    }

    /// One of the threads that answer.
    package struct WorkerReport: Sendable {
        package let name: String
        package let transport: Transport
        package let counters: WorkerCounters
        /// Some of its queries, for whoever looks at them.
        package let samples: TapRing
        /// Datagrams for which its sockets had no room: it is too slow.
        package let receiveDrops: UInt64

        package enum Transport: String, Sendable { case udp, tcp }
    }

    /// Answers what has arrived, closes everything, and returns when that is done.
    package func stop() {
        guard let stopping = running.withLock({ $0.take() }) else { return }
        for worker in stopping.udp { worker.stop() }
        stopping.tcp.stop()
        for thread in stopping.threads { thread.join() }
        finalCounters.withLock { $0 = stopping.counters }
    }

    deinit { stop() }

    private struct Running {
        let addresses: [SocketAddress]
        let skipped: [StartError]
        let udp: [UDPWorker]
        let tcp: TCPWorker
        let threads: [WorkerThread]

        var counters: CounterSnapshot {
            var sum = tcp.counters.snapshot
            for worker in udp { sum += worker.counters.snapshot }
            return sum
        }
    }

    private func openSockets() throws(StartError) -> ([ListenSockets], [StartError]) {
        var seen: Set<SocketAddress> = []
        for address in options.listen + options.optionalListen where address.port != 0 {
            guard seen.insert(address).inserted else { throw .duplicateListenAddress(address) }
        }
        var sockets: [ListenSockets] = []
        var skipped: [StartError] = []
        for address in options.listen {
            sockets.append(try openSockets(at: address))
        }
        for address in options.optionalListen {
            do throws(StartError) {
                sockets.append(try openSockets(at: address))
            } catch {
                guard error.isMissingAddress else { throw error }
                skipped.append(error)
            }
        }
        guard !sockets.isEmpty else { throw skipped.first ?? .noListenAddress }
        return (sockets, skipped)
    }

    private func openSockets(at address: SocketAddress) throws(StartError) -> ListenSockets {
        try ListenSockets(
            at: address,
            workers: max(options.workers, 1),
            gate: options.rules[address].map { ListenerGate($0) }
        )
    }

    private func makeWorkers(
        for sockets: [ListenSockets]
    ) throws(StartError) -> (udp: [UDPWorker], tcp: TCPWorker) {
        var random = SplitMix64(seed: seed)
        do throws(SystemError) {
            var workers: [UDPWorker] = []
            for number in 0..<max(options.workers, 1) {
                let worker = try UDPWorker(
                    sockets: sockets.map { $0.datagram[number] },
                    published: published,
                    clock: clock,
                    seed: random.next(),
                    ring: ring,
                    workers: max(options.workers, 1)
                )
                workers.append(worker)
            }
            let tcp = try TCPWorker(
                listeners: sockets.map(\.listening),
                published: published,
                clock: clock,
                limits: options.tcp,
                seed: random.next(),
                ring: ring
            )
            return (workers, tcp)
        } catch {
            throw .thread(error)
        }
    }

    private func startThreads(
        of udp: [UDPWorker],
        _ tcp: TCPWorker
    ) throws(StartError) -> [WorkerThread] {
        var threads: [WorkerThread] = []
        do throws(SystemError) {
            for (number, worker) in udp.enumerated() {
                threads.append(try WorkerThread(named: "dns-udp-\(number)") { worker.run() })
            }
            threads.append(try WorkerThread(named: "dns-tcp") { tcp.run() })
        } catch {
            for worker in udp { worker.stop() }
            tcp.stop()
            for thread in threads { thread.join() }
            throw .thread(error)
        }
        return threads
    }
}

import Foundation
import TestSupport
import Testing

/// Machines that lack something: the right to port 53, and IPv6.
@Suite("Poor machines")
struct PoorMachineTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
    }

    private static let isRoot = getuid() == 0

    /// Root without the capability is as poor as anybody else; a network namespace of its own has
    /// no exception for low ports, and port 53 is free there.
    @Test(
        "without the right to port 53 the server says what gives it",
        .enabled(if: isRoot, "SKIPPED: only root can take rights away and make namespaces")
    )
    func portWithoutPermission() throws {
        let config = try workspace.configure()
        let result = try OtherProgram(
            "/usr/bin/unshare",
            [
                "--net", "sh", "-c",
                "ip link set lo up; exec setpriv --bounding-set=-net_bind_service \"$@\"", "sh",
                Product.meridian, "serve", "--config", config, "--listen", "127.0.0.1:53",
            ]
        )
        #expect(result.status == 3)
        #expect(result.errors.contains("127.0.0.1:53"))
        #expect(result.errors.contains("CAP_NET_BIND_SERVICE"), "\(result.errors)")
    }

    @Test(
        "without IPv6 the default addresses are those of IPv4, and queries are answered",
        .enabled(if: isRoot, "SKIPPED: only root can make a network namespace")
    )
    func noIPv6() throws {
        let config = try workspace.write("meridian.yaml", "workers: 1\nzones: [zones/]\n")
        let result = try OtherProgram(
            "/usr/bin/unshare",
            [
                "--net", "sh", "-c", Self.serveAndAsk, "sh", Product.meridian, config,
                workspace.path + "/log",
            ]
        )
        #expect(result.lines == ["xyz.cloudfront.net.", "ended with 0"], "\(result.errors)")
        let log = try String(contentsOfFile: workspace.path + "/log", encoding: .utf8)
        #expect(log.contains("listening on 127.0.0.1:1053"))
        #expect(log.contains("[::1]:1053") && log.contains("left out"), "\(log)")
    }

    /// Executable, configuration, log. Waits ten seconds at most for the server to be ready.
    private static let serveAndAsk = """
        ip link set lo up
        echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
        "$1" serve --config "$2" 2> "$3" & server=$!
        tries=0
        until grep -q ready: "$3" || [ $tries -eq 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        dig @127.0.0.1 -p 1053 www.example.com +short
        kill $server
        wait $server
        echo "ended with $?"
        """
}

import Telemetry
import Testing

@Suite("Prometheus' text format")
struct MetricTextTests {
    @Test("a family has its help, its type and a line for each series")
    func family() {
        var family = MetricFamily("queries_total", .counter, "Queries.")
        family.add(3, ("transport", "udp"), ("type", "A"))
        family.add(real: 0.5, ("transport", "tcp"), ("type", "A"))
        #expect(
            MetricText.text(of: [family, MetricFamily("up", .gauge, "Whether it runs.", 1)]) == """
                # HELP queries_total Queries.
                # TYPE queries_total counter
                queries_total{transport="udp",type="A"} 3
                queries_total{transport="tcp",type="A"} 0.5
                # HELP up Whether it runs.
                # TYPE up gauge
                up 1

                """
        )
    }

    @Test("a family without a series is left out")
    func empty() {
        #expect(MetricText.text(of: [MetricFamily("nothing_total", .counter, "Nothing.")]) == "")
    }

    @Test(
        "what would end a label or a line is escaped",
        arguments: [
            (#"a"b"#, #"a\"b"#), (#"a\b"#, #"a\\b"#), ("a\nb", #"a\nb"#), ("ä中", "ä中"),
        ]
    )
    func escapes(_ value: String, _ written: String) {
        var family = MetricFamily("zones", .gauge, "Of\nzones \\ \"all\".")
        family.add(1, ("zone", value))
        #expect(
            MetricText.text(of: [family]) == """
                # HELP zones Of\\nzones \\\\ "all".
                # TYPE zones gauge
                zones{zone="\(written)"} 1

                """
        )
    }

    @Test("a histogram's buckets count all that is below them")
    func histogram() {
        var family = MetricFamily("seconds", .histogram, "Time.")
        family.add(histogram: [1, 0, 2, 4], bounds: [1e-6, 0.5, 1], sum: 9.25)
        #expect(
            MetricText.text(of: [family]) == """
                # HELP seconds Time.
                # TYPE seconds histogram
                seconds_bucket{le="1e-06"} 1
                seconds_bucket{le="0.5"} 1
                seconds_bucket{le="1.0"} 3
                seconds_bucket{le="+Inf"} 7
                seconds_sum 9.25
                seconds_count 7

                """
        )
    }
}

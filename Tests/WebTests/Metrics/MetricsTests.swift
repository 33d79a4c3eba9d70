import Inventory
import Testing

@testable import Web

@Suite("Metrics")
struct MetricsTests {
    @Test("are lines that Prometheus takes, each metric once, announced before its samples")
    func form() async throws {
        let site = try TestSite(OddNames.snapshot)
        _ = await site.ask("/find?q=x")
        let answer = await site.ask("/-/metrics")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        // name{label="value",…} number
        let form = #/[a-z_]+(\{[a-z]+="([^"\\\n]|\\["\\n])*"(,[a-z]+="([^"\\\n]|\\["\\n])*")*\})? [-+0-9.eInfNa]+/#
        var announced: Set<Substring> = []
        for line in answer.text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                #expect(announced.insert(words[2]).inserted)
                #expect(["gauge", "counter"].contains(words[3]))
            } else if !line.hasPrefix("# HELP ") {
                #expect(line.wholeMatch(of: form) != nil, "\(line)")
                #expect(announced.contains(line.prefix { $0 != "{" && $0 != " " }), "\(line)")
            }
        }
        #expect(announced.contains("elastatus_http_responses_total"))
    }

    @Test("count cells by state, resources by account and kind, and answers by route")
    func counts() async throws {
        let site = try TestSite()
        let full = SampleSnapshot.full
        _ = await site.ask("/production/eu-west-1/ec2")
        _ = await site.ask("/production/eu-west-1/nothing")
        let text = await site.ask("/-/metrics").text
        let denied = full.cells.values.count { $0.status == .denied }
        #expect(text.contains("elastatus_cells{state=\"denied\"} \(denied)\n"))
        let machines = full.cells.values.filter { $0.key.kind == "ec2" && $0.key.account == "production" }
            .reduce(0) { $0 + $1.rows.count }
        #expect(text.contains("elastatus_resources{account=\"production\",kind=\"ec2\"} \(machines)\n"))
        #expect(text.contains("elastatus_http_responses_total{route=\"table\",status=\"200\"} 1\n"))
        #expect(text.contains("elastatus_http_responses_total{route=\"table\",status=\"404\"} 1\n"))
        #expect(text.contains("elastatus_build_info{version="))
        #expect(!text.contains("i-0web01"))
    }

    @Test("hostile account names stay inside their label")
    func escaping() {
        var family = MetricFamily("m", .gauge, "h")
        family.add(1.5, ("account", "a\"b\\c\nd"))
        #expect(family.text == "# HELP m h\n# TYPE m gauge\nm{account=\"a\\\"b\\\\c\\nd\"} 1.5\n")
    }
}

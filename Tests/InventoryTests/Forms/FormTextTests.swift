import Document
import Inventory
import Testing

@Suite("Values as text")
struct FormTextTests {
    @Test(
        "A value is shown with the unit people use",
        arguments: [
            (.bytes, 0, "0 B"), (.bytes, 1023, "1023 B"), (.bytes, 1024, "1 KiB"), (.bytes, 1536, "1.5 KiB"),
            (.bytes, .integer(100 << 30), "100 GiB"), (.bytes, 1_048_575, "1 MiB"),
            (.bytes, .integer(.max), "8192 PiB"),
            (.duration, 0, "0 s"), (.duration, 0.25, "250 ms"), (.duration, 59, "59 s"), (.duration, 60, "1 min"),
            (.duration, 3660, "1 h 1 min"), (.duration, 3605, "1 h"), (.duration, 90000, "1 d 1 h"),
            (.duration, 86400, "1 d"),
            (.duration, -90, "-1 min 30 s"),
            (.percent, 82.55, "82.6 %"), (.bool, true, "yes"), (.bool, false, "no"), (.bool, "maybe", "maybe"),
            (.time, "2025-11-01T10:30:59Z", "2025-11-01 10:30 UTC"), (.time, "soon", "soon"),
            (.age, "2025-11-20T11:59:30Z", "30 s"), (.age, "2025-11-20T09:00:00Z", "3 h"),
            (.age, "2025-10-11T12:00:00Z", "40 d"),
            (.age, "2022-11-20T12:00:00Z", "3 y"), (.age, "2025-11-20T14:00:00Z", "in 2 h"),
            (.expiry, "2025-12-30T12:00:00Z", "in 40 d"), (.expiry, "2025-11-20T09:00:00Z", "3 h ago"),
            (.expiry, "never", "never"),
            (.list, ["a", "b"], "a, b"), (.links(to: "sg"), ["sg-1"], "sg-1"),
            (.json, ["k": [1, nil]], "{\"k\":[1,null]}"),
            (.json, [:], ""), (.text, nil, ""), (.text, 5, "5"), (.decimal, 2.0, "2"), (.integer, 1_000_000, "1000000"),
            (.text, ["k": "v"], "{\"k\":\"v\"}"),
        ] as [(Form, Value, String)])
    func texts(_ form: Form, _ value: Value, _ wanted: String) {
        #expect(form.text(value, now: Samples.now) == wanted)
    }
}

import Document
import Testing

@Suite("Objects")
struct ObjectTests {
    @Test(
        "members keep their order, a later value its place, and removal works, with few members and with many",
        arguments: [3, 64, 65, 300])
    func order(count: Int) {
        var object = Object()
        for number in 0..<count { object["name-\(number)"] = .integer(number) }
        object["name-1"] = "again"
        #expect(object.count == count)
        #expect(Array(object.keys) == (0..<count).map { "name-\($0)" })
        #expect(
            object["name-1"] == "again" && object["name-\(count - 1)"] == .integer(count - 1) && object["other"] == nil)
        object["name-0"] = nil
        #expect(object.keys.first { _ in true } == "name-1")
        #expect(object["name-\(count - 1)"] == .integer(count - 1) && object["name-0"] == nil)
    }

    @Test("objects are equal whatever the order, and then hash alike")
    func equality() {
        let left: Object = ["a": 1, "b": [nil]]
        let right: Object = ["b": [nil], "a": 1]
        #expect(left == right && left.hashValue == right.hashValue)
        #expect(left != ["a": 1, "b": []] && left != ["a": 1])
    }

    @Test("names are told apart by their bytes, not by how they look", arguments: [2, 100])
    func canonicalEquivalence(count: Int) {
        var object = Object()
        for number in 2..<count { object["\(number)"] = .integer(number) }
        object["\u{E9}"] = "one letter"
        object["e\u{301}"] = "letter and accent"
        #expect(object.count == count)
        #expect(object["\u{E9}"] == "one letter" && object["e\u{301}"] == "letter and accent")
    }
}

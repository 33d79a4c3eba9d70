import Document
import HTTPServer
import Inventory

/// What is said instead of a page: what is wrong, and where to go from here.
struct Message {
    /// A way on.
    struct Way {
        let text: String
        let route: Route
    }

    let status: Int
    let title: String
    let words: String
    var detail = ""
    var ways: [Way] = []
    /// What is wrong with a filter, by place.
    var problems: [FilterProblem] = []

    /// The same as data.
    func json(under base: BasePath) -> [UInt8] {
        var object: Object = [
            "ok": false, "status": .integer(status), "error": .string(words),
            "errors": .array(problems.isEmpty ? [.string(words)] : problems.map { .string($0.description) }),
            "nearest": .array(ways.map { .string(base.outside($0.route.path)) }),
        ]
        if !problems.isEmpty { object["problems"] = .array(problems.map { .object($0.object) }) }
        return Value.object(object).json()
    }
}

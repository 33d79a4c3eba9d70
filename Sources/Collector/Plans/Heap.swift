/// What comes first is at hand, whatever order things came in.
///
/// - Cost: a few comparisons per doubling of the number of elements, to add one or to take the first.
package struct Heap<Element: Comparable & Sendable>: Sendable {
    private var elements: [Element] = []

    package init() {}

    package var count: Int { elements.count }
    package var first: Element? { elements.first }

    package mutating func reserve(_ count: Int) { elements.reserveCapacity(count) }

    package mutating func add(_ element: Element) {
        var hole = elements.count
        elements.append(element)
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard element < elements[parent] else { break }
            elements[hole] = elements[parent]
            hole = parent
        }
        elements[hole] = element
    }

    package mutating func popFirst() -> Element? {
        guard let first = elements.first, let last = elements.popLast() else { return nil }
        guard !elements.isEmpty else { return first }
        var hole = 0
        while case let child = 2 * hole + 1, child < elements.count {
            let smaller = child + 1 < elements.count && elements[child + 1] < elements[child] ? child + 1 : child
            guard elements[smaller] < last else { break }
            elements[hole] = elements[smaller]
            hole = smaller
        }
        elements[hole] = last
        return first
    }

    /// Drops the elements for which `isNeeded` says no.
    package mutating func retain(where isNeeded: (Element) -> Bool) {
        let kept = elements.filter(isNeeded)
        elements.removeAll(keepingCapacity: true)
        for element in kept { add(element) }
    }
}

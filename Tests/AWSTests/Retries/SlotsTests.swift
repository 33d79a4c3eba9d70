import Synchronization
import Testing

@testable import AWS

@Suite("Places")
struct SlotsTests {
    @Test("never more inside than there are places, and everybody gets in")
    func limit() async {
        let slots = Slots(3)
        let count = Count()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    guard await slots.enter(before: .now + .seconds(600)) else { return }
                    count.enter()
                    await Task.yield()
                    count.leave()
                    slots.leave()
                }
            }
        }
        #expect(count.most.load(ordering: .relaxed) == 3)
        #expect(count.entered.load(ordering: .relaxed) == 200)
    }

    @Test("a cancelled wait takes no place, whenever it is cancelled")
    func cancellation() async {
        let slots = Slots(1)
        #expect(await slots.enter(before: .now + .seconds(600)))
        let waits = (0..<50).map { number in
            Task {
                for _ in 0..<number { await Task.yield() }
                return await slots.enter(before: .now + .seconds(600))
            }
        }
        for wait in waits { wait.cancel() }
        for wait in waits { #expect(await wait.value == false) }
        let next = Task { await slots.enter(before: .now + .seconds(600)) }
        slots.leave()
        #expect(await next.value)
        slots.leave()
        #expect(await slots.enter(before: .now + .seconds(600)))
    }

    @Test("a wait ends at its deadline and takes no place")
    func deadline() async {
        let slots = Slots(1)
        #expect(await slots.enter(before: .now))
        #expect(await slots.enter(before: .now) == false)
        #expect(await slots.enter(before: .now + .milliseconds(20)) == false)
        slots.leave()
        #expect(await slots.enter(before: .now))
    }

    /// Counts who is inside.
    private final class Count: Sendable {
        let inside = Atomic(0)
        let most = Atomic(0)
        let entered = Atomic(0)

        func enter() {
            let now = inside.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
            most.max(now, ordering: .sequentiallyConsistent)
            entered.wrappingAdd(1, ordering: .relaxed)
        }

        func leave() { inside.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
    }
}

import Synchronization

/// Working memory of the library that nobody uses now: making it anew costs more than most blocks.
///
/// - Isolation: a mutex held for one push or pop; what was taken out belongs to the taker.
final class IdlePool: Sendable {
    // Guarded by the pool: a pointer is either among the idle ones or with the one who took it out.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// As many as are often busy at once; more are made and freed.
    private static let mostIdle = 4

    private let idle = Mutex<[Handle]>([])
    private let make: @Sendable () -> OpaquePointer?
    private let free: @Sendable (OpaquePointer) -> Void

    init(make: @escaping @Sendable () -> OpaquePointer?, free: @escaping @Sendable (OpaquePointer) -> Void) {
        self.make = make
        self.free = free
    }

    /// What `body` makes of working memory that is its own meanwhile; nil when there is no memory.
    func with<T>(_ body: (OpaquePointer) -> T) -> T? {
        guard let pointer = idle.withLock({ $0.popLast()?.pointer }) ?? make() else { return nil }
        defer { giveBack(pointer) }
        return body(pointer)
    }

    private func giveBack(_ pointer: OpaquePointer) {
        let handle = Handle(pointer: pointer)
        let isKept = idle.withLock { idle in
            guard idle.count < Self.mostIdle else { return false }
            idle.append(handle)
            return true
        }
        if !isKept { free(pointer) }
    }
}

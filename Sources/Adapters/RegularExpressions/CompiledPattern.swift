import CRE2

/// The owner of one compiled pattern.
// @unchecked: the pointer never changes, matching takes it as const, and the library locks what it caches inside.
final class CompiledPattern: @unchecked Sendable {
    let pattern: OpaquePointer

    init(_ pattern: OpaquePointer) { self.pattern = pattern }

    deinit { cre2_pattern_free(pattern) }
}

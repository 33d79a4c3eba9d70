import Inventory
import Testing

@Suite("Tones of states")
struct StateToneTests {
    @Test(
        "a state has the tone of what it means, in whatever case AWS writes it",
        arguments: [
            ("available", .good), ("InService", .good), ("CREATE_COMPLETE", .good), ("in-use", .good),
            ("stopped", .idle), ("DELETE_COMPLETE", .idle), ("disabled", .idle),
            ("invalid", .bad), ("insufficient-resource-limits", .bad), ("incompatible-network", .bad),
            ("ROLLBACK_COMPLETE", .bad), ("create-failed", .bad),
            ("creating", .pending), ("a-new-word", .pending), ("", .pending),
        ] as [(String, StateTone)])
    func tones(_ state: String, _ tone: StateTone) {
        #expect(StateTone(of: state) == tone)
    }
}

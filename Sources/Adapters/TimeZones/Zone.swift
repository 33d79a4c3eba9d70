import CTimeZone

/// A time zone of the IANA database, as the system's tzdata has it.
///
/// - Source: the compiled files below `Zone.directory`; UTC needs none.
/// - Isolation: any thread, several at a time.
package struct Zone: Sendable {
    /// Where the zones are, on every Linux.
    package static let directory = "/usr/share/zoneinfo"

    /// The name that it was asked for by.
    package let name: String
    private let loaded: LoadedZone?

    /// UTC, which there always is.
    package static let utc = Zone(name: "UTC", loaded: nil)

    private init(name: String, loaded: LoadedZone?) {
        self.name = name
        self.loaded = loaded
    }

    /// The zone named `name` (`Europe/London`); nil when there is none.
    ///
    /// - Shape: names are case-sensitive; names that mean this machine's own zone or count leap seconds are none.
    /// - Cost: the first time reads one small file.
    package init?(_ name: String) {
        if name == Self.utc.name {
            self = .utc
            return
        }
        guard Self.isName(name), let zone = LoadedZone(name) else { return nil }
        self.init(name: name, loaded: zone)
    }

    /// Whether `name` can only be that of a file below the directory.
    private static func isName(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count) else { return false }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !["localtime", "posixrules", "Factory"].contains(name), !name.hasPrefix("right/") else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                        UInt8(ascii: "+"):
                        true
                    default: false
                    }
                }
        }
    }

    /// How far its clocks are ahead of UTC at `instant`.
    ///
    /// - Units: both in seconds; the instant since 1970.
    package func offset(at instant: Int64) -> Int64 { loaded?.offset(at: instant) ?? 0 }

    /// What people call it at `instant` (`BST`).
    ///
    /// - Units: seconds since 1970.
    package func abbreviation(at instant: Int64) -> String { loaded?.abbreviation(at: instant) ?? Self.utc.name }

    /// The first instant after `instant` at which its clocks change; nil when they never do.
    ///
    /// - Units: seconds since 1970.
    package func nextChange(after instant: Int64) -> Int64? { loaded?.nextChange(after: instant) }
}

extension Zone: Hashable {
    package static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The owner of one zone of the library.
// @unchecked: the pointer never changes and every function takes it as const; the library's zones are immutable.
private final class LoadedZone: @unchecked Sendable {
    private let zone: OpaquePointer

    init?(_ name: String) {
        var name = name
        var directory = Array(Zone.directory.utf8) + [0]
        let zone = name.withUTF8 { bytes in ctimezone_new(bytes.baseAddress, bytes.count, &directory) }
        guard let zone else { return nil }
        self.zone = zone
    }

    deinit { ctimezone_free(zone) }

    func offset(at instant: Int64) -> Int64 { Int64(ctimezone_offset(zone, instant, nil, 0)) }

    func abbreviation(at instant: Int64) -> String {
        var text = [UInt8](repeating: 0, count: 16)
        _ = ctimezone_offset(zone, instant, &text, text.count)
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    func nextChange(after instant: Int64) -> Int64? {
        var next: Int64 = 0
        return ctimezone_next_change(zone, instant, &next) == 1 ? next : nil
    }
}

// swift-tools-version: 6.2
import PackageDescription

/// Held by the build for every Swift target: language mode 6, explicit imports, warnings as errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A facade of own prototypes over one C or C++ library.
func facade(_ name: String, libraries: [String], cxx: Bool = false) -> Target {
    .target(
        name: name,
        path: "Sources/Facades/\(name)",
        linkerSettings: (libraries + (cxx ? ["stdc++"] : [])).map { .linkedLibrary($0) }
    )
}

/// A Swift adapter over one facade: no C type and no product word in its API.
func adapter(_ name: String, over facade: String) -> Target {
    .target(
        name: name, dependencies: [.byName(name: facade)], path: "Sources/Adapters/\(name)", swiftSettings: strict)
}

/// A room of the house (docs/architecture.md).
func room(_ name: String, knows: [String]) -> Target {
    .target(name: name, dependencies: knows.map { .byName(name: $0) }, swiftSettings: strict)
}

/// The tests of one room or adapter.
func tests(of name: String, also: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: ([name] + also).map { .byName(name: $0) },
        swiftSettings: strict
    )
}

let package = Package(
    name: "elastatus",
    products: [.executable(name: "elastatus", targets: ["elastatus"])],
    targets: [
        facade("CExpat", libraries: ["expat"]),
        facade("CJSON", libraries: ["simdjson"], cxx: true),
        facade("CYAML", libraries: ["yaml"]),
        facade("CCurl", libraries: ["curl", "z"]),
        facade("CCrypto", libraries: ["crypto"]),
        facade("CTemplate", libraries: ["ctemplate"], cxx: true),
        facade("CHTTPServer", libraries: ["microhttpd"]),
        facade("CRE2", libraries: ["re2"], cxx: true),
        facade("CZstd", libraries: ["zstd"]),
        facade("CDeflate", libraries: ["z"]),
        facade("CIDN", libraries: ["idn2"]),
        facade("CProcess", libraries: []),
        facade(
            "CTimeZone",
            libraries: ["absl_time", "absl_time_zone", "absl_civil_time", "absl_int128", "absl_base"], cxx: true),

        adapter("XMLParsing", over: "CExpat"),
        adapter("JSONParsing", over: "CJSON"),
        adapter("YAMLParsing", over: "CYAML"),
        adapter("HTTPTransport", over: "CCurl"),
        adapter("Cryptography", over: "CCrypto"),
        adapter("Templating", over: "CTemplate"),
        adapter("HTTPServer", over: "CHTTPServer"),
        adapter("RegularExpressions", over: "CRE2"),
        adapter("Compression", over: "CZstd"),
        adapter("Deflating", over: "CDeflate"),
        adapter("DomainNames", over: "CIDN"),
        adapter("ProcessRunning", over: "CProcess"),
        adapter("TimeZones", over: "CTimeZone"),

        room("Document", knows: ["XMLParsing", "JSONParsing", "YAMLParsing"]),
        room("JMESPath", knows: ["Document"]),
        room(
            "AWS", knows: ["Document", "HTTPTransport", "Cryptography", "RegularExpressions", "ProcessRunning"]),
        room("Configuration", knows: ["Document"]),
        room(
            "Inventory",
            knows: ["Document", "JMESPath", "RegularExpressions", "Cryptography", "Compression", "DomainNames"]),
        room("Catalog", knows: ["AWS", "Inventory", "Configuration", "Document", "JMESPath"]),
        room("Collector", knows: ["AWS", "Inventory", "Configuration", "Document", "JMESPath"]),
        room("Schedules", knows: ["Inventory", "Configuration", "Document", "JMESPath", "TimeZones"]),
        room("Logs", knows: []),
        room(
            "Web",
            knows: ["Inventory", "Schedules", "Configuration", "Document", "Deflating", "HTTPServer", "Templating"]),
        .executableTarget(
            name: "elastatus",
            dependencies: [
                "Document", "JMESPath", "HTTPTransport", "AWS", "Configuration", "Inventory", "Catalog", "Collector",
                "Logs", "Schedules", "Web",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "elastatus-bench",
            dependencies: [
                "Document", "HTTPTransport", "AWS", "Configuration", "Inventory", "Catalog", "Collector", "Schedules",
                "Web",
            ],
            path: "bench/Sources",
            swiftSettings: strict
        ),

        tests(of: "Document", also: ["XMLParsing", "JSONParsing", "YAMLParsing"]),
        tests(of: "RegularExpressions"),
        tests(of: "Compression"),
        tests(of: "Deflating"),
        tests(of: "DomainNames"),
        tests(of: "JMESPath", also: ["Document"]),
        tests(of: "AWS", also: ["Document", "HTTPTransport", "Cryptography", "ProcessRunning"]),
        tests(of: "Configuration", also: ["Document"]),
        tests(of: "Logs"),
        tests(of: "Inventory", also: ["Document", "JMESPath"]),
        tests(
            of: "Catalog",
            also: ["AWS", "Collector", "Inventory", "Configuration", "Document", "HTTPTransport", "JMESPath"]),
        tests(of: "TimeZones"),
        tests(of: "Schedules", also: ["Configuration", "Document", "Inventory", "JMESPath", "TimeZones"]),
        tests(of: "Collector", also: ["AWS", "Inventory", "Configuration", "Document", "JMESPath"]),
        tests(
            of: "Web",
            also: [
                "Catalog", "Configuration", "Document", "HTTPServer", "Inventory", "Schedules", "Templating",
            ]),
    ],
    cxxLanguageStandard: .cxx17
)

// The fuzz targets need the compiler's fuzzer runtime, which only tools/fuzz asks for.
if Context.environment["ELASTATUS_FUZZ"] != nil {
    package.targets += [
        facade("CFuzzer", libraries: []),
        .executableTarget(
            name: "elastatus-fuzz",
            dependencies: ["CFuzzer", "Document", "JMESPath", "AWS", "Inventory", "HTTPTransport"],
            path: "fuzz/Sources",
            swiftSettings: strict
        ),
    ]
}

import CTemplate
import FoundationEssentials

/// Compiled templates, ready to be filled.
///
/// - Isolation: any number of threads at once.
package final class Templates: Sendable {
    // Never changed after `init`; rendering locks for itself.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let handle: Handle
    private let markersByName: [String: TemplateMarkers]

    /// Reads and compiles every `*.html` of a folder; names starting with `_` are parts of others.
    ///
    /// - Throws: `TemplateError` for the first that cannot be read, checked or compiled: a server does not start on it.
    package convenience init(directory: String) throws(TemplateError) {
        var sources: [String: String] = [:]
        do {
            for file in try FileManager.default.contentsOfDirectory(atPath: directory) where file.hasSuffix(".html") {
                sources[String(file.dropLast(5))] = try String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
            }
        } catch {
            throw TemplateError(.unreadable, template: directory, "cannot be read: \(error)")
        }
        guard !sources.isEmpty else {
            throw TemplateError(.unreadable, template: directory, "there is no *.html in it")
        }
        try self.init(sources: sources)
    }

    /// Compiles templates by name; names starting with `_` are parts of others.
    package init(sources: [String: String]) throws(TemplateError) {
        guard let pointer = ctemplate_set_new() else {
            throw TemplateError(.failed, template: "*", "there is no memory")
        }
        handle = Handle(pointer: pointer)
        do {
            markersByName = try Self.compile(sources, into: pointer)
        } catch {
            ctemplate_set_free(pointer)
            throw error
        }
    }

    private static func compile(
        _ sources: [String: String], into set: OpaquePointer
    ) throws(TemplateError) -> [String: TemplateMarkers] {
        var markersByName: [String: TemplateMarkers] = [:]
        for name in sources.keys.sorted() where !name.hasPrefix("_") {
            let source = try TemplateSource(name: name, sources: sources)
            guard add(source, to: set) else {
                throw TemplateError(
                    .doesNotCompile, template: name, "it does not compile; the line above on standard error says why")
            }
            markersByName[name] = source.markers
        }
        ctemplate_set_seal(set)
        return markersByName
    }

    deinit { ctemplate_set_free(handle.pointer) }

    package var names: [String] { markersByName.keys.sorted() }

    /// The names that `template` and its parts know.
    package func markers(of template: String) -> TemplateMarkers? { markersByName[template] }

    /// The page that `data` makes of the template `name`.
    ///
    /// - Throws: `TemplateError`, `.missingValues` too: a marker without its value is a mistake, never an empty place.
    /// - C: `ctemplate_render`.
    package func render(_ name: String, _ data: TemplateData) throws(TemplateError) -> [UInt8] {
        let name8 = Array(name.utf8)
        let bytes = data.buffer.bytes
        let text = ctemplate_render(handle.pointer, name8, name8.count, bytes.baseAddress, bytes.count)
        switch Int(text.code) {
        case ctemplate_rendered: break
        case ctemplate_no_template: throw TemplateError(.unknownTemplate, template: name, "there is no such template")
        default: throw TemplateError(.failed, template: name, "rendering failed (\(text.code))")
        }
        guard text.missing_count == 0 else {
            let missing = UnsafeBufferPointer(start: text.missing, count: text.missing_count)
            let names = String(decoding: missing, as: UTF8.self)
            throw TemplateError(.missingValues, template: name, "no value was given for \(names)")
        }
        return Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
    }

    private static func add(_ source: TemplateSource, to set: OpaquePointer) -> Bool {
        let name = Array(source.name.utf8)
        let text = Array(source.text.utf8)
        return ctemplate_set_add(set, name, name.count, text, text.count) == 1
    }
}

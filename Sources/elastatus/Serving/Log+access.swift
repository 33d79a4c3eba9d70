import Logs
import Web

extension Log {
    /// Writes an access line.
    func write(_ access: AccessRecord) {
        var fields: [(name: StaticString, value: LogRecord.Field)] = [
            ("client", .text(access.client)), ("method", .text(access.method)), ("target", .text(access.target)),
            ("status", .integer(access.status)), ("bytes", .integer(access.bytes)),
            ("ms", .decimal(access.duration / .milliseconds(1))), ("route", .text(access.route)),
        ]
        if !access.id.isEmpty { fields.append(("request_id", .text(access.id))) }
        if let agent = access.agent { fields.append(("agent", .text(agent))) }
        write(access.status >= 500 ? .warning : .info, "request", fields: fields)
    }
}

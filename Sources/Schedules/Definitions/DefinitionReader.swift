package import Document

/// Turns plain values into definitions: JSON, YAML and unwrapped DynamoDB items alike.
struct DefinitionReader {
    /// What a fault says the fields belong to.
    private let code: DefinitionFault.Code
    private let fields: Object

    init(_ value: Value, _ code: DefinitionFault.Code) throws(DefinitionFault) {
        guard let object = value.object else {
            throw DefinitionFault(
                code, "a \(code == .period ? "period" : "schedule") is an object, not \(value.kindName)")
        }
        self.code = code
        fields = object
    }

    /// The text of a field; nil where it is absent or null.
    func text(_ name: String) throws(DefinitionFault) -> String? {
        switch fields[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        case let other?: throw DefinitionFault(code, "\(name) must be a text, not \(other.kindName)")
        }
    }

    /// The texts of a field: one with commas, or a list; nil where it is absent or null.
    func texts(_ name: String) throws(DefinitionFault) -> [String]? {
        switch fields[name] {
        case nil, .null?: return nil
        case .string("")?: return []
        case .string(let text)?:
            return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        case .integer(let number)?: return [String(number)]
        case .array(let elements)?:
            return try elements.map { element throws(DefinitionFault) in
                switch element {
                case .string(let text): return text
                case .integer(let number): return String(number)
                default: throw DefinitionFault(code, "\(name) must be a list of texts, not of \(element.kindName)")
                }
            }
        case let other?: throw DefinitionFault(code, "\(name) must be a text or a list of texts, not \(other.kindName)")
        }
    }

    /// A truth value, or the word for one; nil where it is absent or null.
    func flag(_ name: String) throws(DefinitionFault) -> Bool? {
        switch fields[name] {
        case nil, .null?: return nil
        case .bool(let flag)?: return flag
        case .string(let text)? where ["true", "false"].contains(text.lowercased()): return text.lowercased() == "true"
        default: throw DefinitionFault(code, "\(name) must be true or false")
        }
    }
}

extension PeriodDefinition {
    /// Reads a period from a plain value with the names of the ConfigTable; `name` counts where the value names none.
    ///
    /// - Throws: `DefinitionFault` for what has the wrong type.
    package init(_ value: Value, name: String = "") throws(DefinitionFault) {
        let reader = try DefinitionReader(value, .period)
        let ownName = try reader.text("name") ?? name
        do throws(DefinitionFault) {
            self.init(
                name: ownName, begintime: try reader.text("begintime"), endtime: try reader.text("endtime"),
                weekdays: try reader.texts("weekdays"), monthdays: try reader.texts("monthdays"),
                months: try reader.texts("months"), description: try reader.text("description"))
        } catch {
            throw error.within("period \"\(ownName)\"")
        }
    }
}

extension ScheduleDefinition {
    /// Reads a schedule from a plain value with the names of the ConfigTable; `name` counts where the value names none.
    ///
    /// - Throws: `DefinitionFault` for what has the wrong type.
    package init(_ value: Value, name: String = "") throws(DefinitionFault) {
        let reader = try DefinitionReader(value, .schedule)
        let ownName = try reader.text("name") ?? name
        do throws(DefinitionFault) {
            self.init(
                name: ownName, periods: try reader.texts("periods") ?? [], timezone: try reader.text("timezone"),
                description: try reader.text("description"), overrideStatus: try reader.text("override_status"),
                stopNewInstances: try reader.flag("stop_new_instances"),
                useMaintenanceWindow: try reader.flag("use_maintenance_window"),
                enforced: try reader.flag("enforced"), hibernate: try reader.flag("hibernate"),
                retainRunning: try reader.flag("retain_running"),
                ssmMaintenanceWindows: try reader.texts("ssm_maintenance_window") ?? [])
        } catch {
            throw error.within("schedule \"\(ownName)\"")
        }
    }
}

extension Value {
    /// What it is, for messages.
    var kindName: String {
        switch self {
        case .null: "nothing"
        case .bool: "a truth value"
        case .integer, .double: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

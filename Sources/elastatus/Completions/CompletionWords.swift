/// What may stand at one place of a command line.
enum CompletionWords: Hashable {
    /// Just these.
    case words([String])
    /// Accounts or regions of the configuration, several of them parted by commas.
    case accounts, regions
    /// Views and kinds, or kinds alone, several of them where the option says so.
    case views, kinds
    case services
    /// Operations of the service before.
    case operations
    case files, folders
    /// Nothing that could be known.
    case anything

    /// What an option's value may be, as its table entry has it.
    init(valueOf option: Option) {
        switch (option.name, option.value) {
        case (_, let value?) where value.contains("|"): self = .words(value.split(separator: "|").map(String.init))
        case ("account", _): self = .accounts
        case ("region", _): self = .regions
        case ("kinds", _): self = .views
        case (_, "FILE"?): self = .files
        case (_, "DIR"?), (_, "FOLDER"?): self = .folders
        default: self = .anything
        }
    }

    /// What an operand may be, as the command's line has it (`SERVICE`, `[ACCOUNT…]`).
    init(operand: Substring) {
        switch operand.filter({ !"[]…".contains($0) }) {
        case "VIEW-OR-KIND": self = .views
        case "KIND": self = .kinds
        case "ACCOUNT": self = .accounts
        case "SERVICE": self = .services
        case "OPERATION": self = .operations
        case "FILE": self = .files
        case "FOLDER": self = .folders
        case let list where list.contains("|"): self = .words(list.split(separator: "|").map(String.init))
        default: self = .anything
        }
    }
}

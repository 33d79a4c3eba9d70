/// elastatus(1), from the table that the argument parser reads.
///
/// - Source: mdoc(7).
struct ManualPage {
    let commands: [any Command.Type]

    var text: String {
        var page = """
            .\\" Made by `elastatus man`.
            .Dd \(Version.date)
            .Dt ELASTATUS 1
            .Os
            .Sh NAME
            .Nm elastatus
            .Nd a read-only inventory of many AWS accounts and regions
            .Sh SYNOPSIS
            .Nm
            .Ar command
            .Op Ar options
            .Nm
            .Cm help
            .Op Ar command
            .Nm
            .Fl -version
            .Sh DESCRIPTION
            A YAML file names accounts and regions.
            .Nm
            keeps what is in them fresh, serves it as pages, JSON and CSV, and prints it on the command line.
            It calls AWS for reading only.
            .Pp
            Data goes to standard output, everything said to people to standard error.
            Options take their value as the next word or behind an equals sign; two dashes end them; abbreviations are not taken.
            .Sh COMMANDS

            """
        for command in commands where !command.isForPrograms { page += section(command) }
        page += environment + files + exitCodes + examples
        page += """
            .Sh SEE ALSO
            .Lk https://docs.aws.amazon.com/cli/latest/reference/ "the AWS command line" ,
            whose names of services and operations
            .Cm api
            takes.

            """
        return Self.filled(page)
    }

    /// The page with long lines of words broken; examples stay as they are.
    private static func filled(_ page: String) -> String {
        var lines: [String] = []
        var isLiteral = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(".Bd") { isLiteral = true }
            if line.hasPrefix(".Ed") { isLiteral = false }
            guard !isLiteral, !line.hasPrefix("."), line.count > width else {
                lines.append(String(line))
                continue
            }
            var rest = ""
            for word in line.split(separator: " ") {
                // A word that begins like a macro stays on the line of the one before.
                if rest.count + word.count >= width, !word.hasPrefix("."), !word.hasPrefix("'") {
                    lines.append(rest)
                    rest = String(word)
                } else {
                    rest += rest.isEmpty ? String(word) : " \(word)"
                }
            }
            lines.append(rest)
        }
        return lines.joined(separator: "\n")
    }

    /// Columns that reviewers of manual pages see at once.
    private static let width = 78

    private func section(_ command: any Command.Type) -> String {
        var text = ".Ss \(Self.word(command.name)) \(Self.operands(command.operands))\n".replacing(" \n", with: "\n")
        text += Self.sentence(command.summary)
        let options = command.options
        if !options.isEmpty {
            text += ".Bl -tag -width Ds\n"
            for option in options {
                let short = option.short.map { "Fl \($0) , " } ?? ""
                let value = option.value.map { " Ar \(Self.word($0))" } ?? ""
                text += ".It \(short)Fl -\(option.name)\(value)\n" + Self.sentence(option.help)
            }
            text += ".El\n"
        }
        if !command.examples.isEmpty {
            text += ".Pp\nExamples:\n.Bd -literal -offset indent\n"
            text += command.examples.map { "\(Self.escaped($0))\n" }.joined() + ".Ed\n"
        }
        return text
    }

    private var environment: String {
        """
        .Sh ENVIRONMENT
        .Bl -tag -width Ds
        .It Ev AWS_PROFILE , AWS_REGION , AWS_ACCESS_KEY_ID
        Credentials, regions, endpoints, retries and proxies are taken from the variables that AWS's own command line reads;
        .Cm config show Fl -resolved
        lists them with their values, secrets masked.
        .It Ev NO_COLOR
        Nothing is ever coloured.
        .El

        """
    }

    private var files: String {
        var text = ".Sh FILES\n.Bl -tag -width Ds\n"
        for place in ConfigurationPlace.places { text += ".It Pa \(place)\n" }
        return text + """
            The configuration, in this order of search;
            .Fl -config
            names another one.
            .It Pa ../share/elastatus
            Beside the program's folder: its kinds, service models, templates and static files.
            .El

            """
    }

    private var exitCodes: String {
        var text = ".Sh EXIT STATUS\n.Bl -tag -width Ds\n"
        for code in ExitCode.allCases {
            text += ".It \(code.rawValue)\n\(Self.sentence(Self.capitalized(code.meaning) + "."))"
        }
        return text + ".El\n"
    }

    private var examples: String {
        """
        .Sh EXAMPLES
        Serve the pages on http://127.0.0.1:5000:
        .Pp
        .Dl elastatus serve
        .Pp
        Where is the orders database?
        .Pp
        .Dl elastatus find orders
        .Pp
        The running instances of two accounts, as CSV:
        .Pp
        .Dl elastatus list ec2 -a production,staging -o csv state:running

        """
    }

    private static func operands(_ text: String) -> String {
        text.split(separator: " ").map { "Ar \(word(String($0.replacing("…", with: "...")))) " }.joined()
    }

    /// One argument of a macro: nothing in it may look like a macro's name or end the line.
    private static func word(_ text: String) -> String {
        let escaped = escaped(text)
        return escaped.contains(" ") || escaped.contains("\"")
            ? "\"\(escaped.replacing("\"", with: "\"\""))\"" : escaped
    }

    /// A sentence on lines of its own: each begins behind the end of the one before.
    private static func sentence(_ text: String) -> String {
        escaped(text).replacing(". ", with: ".\n").replacing("…", with: "...") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&\(plain)" : plain
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

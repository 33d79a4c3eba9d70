import Configuration
import Inventory
import Templating

extension DetailPage {
    /// The link to the AWS console, through the access portal where there is one.
    func writeConsole(to data: inout TemplateData) {
        guard let page = kind.consoleURL(of: resource, accountID: accountID, partition: partition) else { return }
        let link = ConsoleLink(
            to: page, accountID: accountID, access: site.configuration.consoleAccess(to: resource.key.account))
        data.section("CONSOLE") { $0.set("HREF", link.address) }
    }

    /// What a reader may run: the command that shows the resource, and those that change it, which elastatus never runs.
    func writeCommands(to data: inout TemplateData) {
        let profile = site.configuration.commandProfile(of: resource.key.account)
        let show = kind.showCommand(of: resource, accountID: accountID, partition: partition, profile: profile)
        let changes = kind.changeCommands(of: resource, accountID: accountID, partition: partition, profile: profile)
        guard show != nil || !changes.isEmpty else { return }
        data.section("COMMANDS") { data in
            if let show { write(show, to: &data) }
            if !changes.isEmpty {
                data.section("CHANGES") { data in for change in changes { write(change, to: &data) } }
            }
        }
    }

    private func write(_ command: FilledCommand, to data: inout TemplateData) {
        data.section("COMMAND") {
            $0.set("NAME", command.title)
            $0.set("V", command.text)
            $0.copyButton(command.text)
        }
    }

    private var accountID: String? { snapshot.account(resource.key.account)?.accountID }

    private var partition: Partition { snapshot.account(resource.key.account)?.partition ?? .standard }
}

import Configuration
import Testing

@testable import Web

@Suite("The way to the AWS console")
struct ConsoleLinkTests {
    static let page =
        "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-1"

    @Test("it leads through the account's portal where one is configured")
    func portal() {
        let link = ConsoleLink(
            to: Self.page, accountID: "111122223333",
            access: .init(portal: "https://example.awsapps.com/start/", role: "Read Only&x"))
        #expect(
            link.address
                == "https://example.awsapps.com/start/#/console?account_id=111122223333&role_name=Read%20Only%26x&destination="
                + "https%3A%2F%2Feu-west-1.console.aws.amazon.com%2Fec2%2Fhome%3Fregion%3Deu-west-1%23InstanceDetails%3AinstanceId%3Di-1"
        )
        #expect(link.isThroughPortal)
    }

    @Test("without a role the portal asks; without an account id or a portal the console does")
    func partly() {
        let access = Configuration.ConsoleAccess(portal: "https://example.awsapps.com/start")
        #expect(
            ConsoleLink(to: "https://x/", accountID: "1", access: access).address
                == "https://example.awsapps.com/start/#/console?account_id=1&destination=https%3A%2F%2Fx%2F")
        #expect(ConsoleLink(to: Self.page, accountID: nil, access: access).address == Self.page)
        #expect(ConsoleLink(to: Self.page, accountID: "1", access: .init(role: "r")).address == Self.page)
    }

    @Test("what an account says counts before what all say")
    func accounts() {
        var configuration = Configuration(accounts: [
            .init(name: "prod", profile: "collector"), .init(name: "qa", profile: "collector"),
        ])
        configuration.console = .init(portal: "https://all.awsapps.com/start", role: "All")
        configuration.accounts[0].console = .init(role: "Own")
        configuration.accounts[0].commandProfile = "people"
        #expect(
            configuration.consoleAccess(to: "prod") == .init(portal: "https://all.awsapps.com/start", role: "Own"))
        #expect(configuration.consoleAccess(to: "member") == configuration.console)
        #expect(configuration.commandProfile(of: "prod") == "people")
        #expect(configuration.commandProfile(of: "qa") == "collector")
        #expect(configuration.commandProfile(of: "member") == nil)
    }
}

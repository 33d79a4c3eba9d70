import Document
import Inventory
import Templating

/// The rules of a security group in both directions, as a person reads them.
struct SecurityGroupRules {
    /// One rule.
    struct Rule: Hashable {
        let `protocol`: String
        let ports: String
        let peer: CellView
        let description: String
        let id: String
    }

    let inbound: [Rule]
    let outbound: [Rule]
    /// Whether rules could be told at all.
    let isKnown: Bool

    init(_ group: Resource, in snapshot: Snapshot) {
        let document = group.raw.value
        let reader = Reader(place: group.key, snapshot: snapshot)
        if let rules = document["_rules"]?.array {
            inbound = rules.filter { $0["IsEgress"]?.bool != true }.map(reader.rule)
            outbound = rules.filter { $0["IsEgress"]?.bool == true }.map(reader.rule)
            isKnown = true
        } else {
            // The rules have a call of their own; the group's own older lists say the same without ids.
            inbound = (document["IpPermissions"]?.array ?? []).flatMap(reader.rules)
            outbound = (document["IpPermissionsEgress"]?.array ?? []).flatMap(reader.rules)
            isKnown = document["IpPermissions"]?.array != nil
        }
    }

    func write(to data: inout TemplateData) {
        data.section("RULES") { data in
            for (title, rules) in [("Inbound", inbound), ("Outbound", outbound)] {
                data.section("DIRECTION") { data in
                    data.set("TITLE", title)
                    data.set("PEER", title == "Inbound" ? "Source" : "Destination")
                    if rules.isEmpty {
                        let words = isKnown ? "No rules: no traffic is let through." : "The rules could not be read."
                        data.section("NO_RULES") { $0.set("WORDS", words) }
                    } else {
                        data.section("RULE_TABLE") { data in rules.forEach { $0.write(to: &data) } }
                    }
                }
            }
        }
    }
}

extension SecurityGroupRules.Rule {
    fileprivate func write(to data: inout TemplateData) {
        data.section("RULE") {
            $0.set("PROTOCOL", self.protocol)
            $0.set("PORTS", ports)
            $0.set("DESCRIPTION", description.isEmpty ? "–" : description)
            $0.set("ID", id.isEmpty ? "–" : id)
            $0.cell(peer)
        }
    }
}

/// Reads both of the shapes in which EC2 gives rules.
private struct Reader {
    let place: ResourceKey
    let snapshot: Snapshot

    /// One element of DescribeSecurityGroupRules.
    func rule(_ value: Value) -> SecurityGroupRules.Rule {
        SecurityGroupRules.Rule(
            protocol: name(of: value["IpProtocol"]), ports: ports(of: value), peer: peer(of: value),
            description: VisibleText.cell(value["Description"]?.string ?? "").text,
            id: VisibleText.cell(value["SecurityGroupRuleId"]?.string ?? "").text)
    }

    /// One element of IpPermissions: a protocol and ports with several peers.
    func rules(_ value: Value) -> [SecurityGroupRules.Rule] {
        let peers: [(Value, CellView)] =
            elements(value, "IpRanges").map { ($0, text($0["CidrIp"])) }
            + elements(value, "Ipv6Ranges").map { ($0, text($0["CidrIpv6"])) }
            + elements(value, "PrefixListIds").map { ($0, text($0["PrefixListId"])) }
            + elements(value, "UserIdGroupPairs").map { ($0, group($0)) }
        return peers.map { element, peer in
            SecurityGroupRules.Rule(
                protocol: name(of: value["IpProtocol"]), ports: ports(of: value), peer: peer,
                description: VisibleText.cell(element["Description"]?.string ?? "").text, id: "")
        }
    }

    private func elements(_ value: Value, _ name: String) -> [Value] { value[name]?.array ?? [] }

    private func peer(of value: Value) -> CellView {
        for name in ["CidrIpv4", "CidrIpv6", "PrefixListId"] where value[name]?.string != nil {
            return text(value[name])
        }
        return value["ReferencedGroupInfo"].map(group) ?? .none
    }

    private func text(_ value: Value?) -> CellView {
        value?.string.map { .copyable(VisibleText.cell($0).text, copy: $0) } ?? .none
    }

    /// A group by its name where it is known here, and by id and owner where it is another account's.
    private func group(_ value: Value) -> CellView {
        guard let id = value["GroupId"]?.string else { return .none }
        let key = ResourceKey(account: place.account, region: place.region, kind: "sg", id: id)
        if id == place.id {
            return .links([CellView.Link(text: "this group", path: Route.resource(key, .html).path, copy: id)], more: 0)
        }
        if let known = snapshot.resource(key) {
            let name = "\(VisibleText.cell(known.name).text) (\(id))"
            return .links([CellView.Link(text: name, path: Route.resource(key, .html).path, copy: id)], more: 0)
        }
        let owner = value["UserId"]?.string.map { " of account \($0)" } ?? ""
        return .copyable(VisibleText.cell(id + owner).text, copy: id)
    }

    private func name(of value: Value?) -> String {
        switch value?.string {
        case "-1": "all"
        case "1": "icmp"
        case "6": "tcp"
        case "17": "udp"
        case "58": "icmpv6"
        case let name?: VisibleText.cell(name).text
        case nil: "–"
        }
    }

    /// Ports, or type and code for ICMP; -1 and a protocol of -1 stand for all of them.
    private func ports(of value: Value) -> String {
        guard value["IpProtocol"]?.string != "-1", let from = value["FromPort"]?.integer,
            let to = value["ToPort"]?.integer
        else { return "all" }
        if name(of: value["IpProtocol"]).hasPrefix("icmp") {
            if from == -1 { return "all" }
            return to == -1 ? "type \(from)" : "type \(from), code \(to)"
        }
        if from == -1 || (from == 0 && to == 65535) { return "all" }
        return from == to ? "\(from)" : "\(from)–\(to)"
    }
}

/// A network that holds the address or block which was asked for.
package struct FindNetwork: Sendable {
    package let network: IPNetwork
    /// What spans it: a subnet, a VPC.
    package let resource: Resource

    package init(network: IPNetwork, resource: Resource) {
        self.network = network
        self.resource = resource
    }

    /// Private networks of many accounts have the same addresses; so many are told.
    static let limit = 20
}

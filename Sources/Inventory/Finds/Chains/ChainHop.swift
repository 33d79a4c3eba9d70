/// One step on the way from a name to what answers for it.
package struct ChainHop: Sendable {
    /// Why the way ends at a step.
    package enum End: String, Sendable, CaseIterable {
        /// The step was on the way before.
        case loop
        /// The way on from there stands above.
        case above
        /// Nothing that was read has this host or address.
        case elsewhere
        /// The resource that is named there is not among those that were read.
        case missing
        /// The way is longer, or has more branches, than is followed.
        case cut
    }

    /// How many steps lead there from the beginning, which has none.
    package let depth: Int
    /// The host, address or id by which the step before names this one.
    package let text: String
    /// The title of the column that leads here; nil at the beginning.
    package let via: String?
    /// What stands there; nil where the way ends.
    package let resource: Resource?
    package let end: End?
    /// How it is there, in the words of what leads here (`healthy`, `unhealthy Target.Timeout`); nil where that is not told.
    package let health: String?

    package init(
        depth: Int, text: String, via: String?, resource: Resource?, end: End? = nil, health: String? = nil
    ) {
        self.depth = depth
        self.text = text
        self.via = via
        self.resource = resource
        self.end = end
        self.health = health
    }
}

extension ServingState {
    /// Whether a zone's answers look at the client subnet of a query (RFC 7871).
    package func usesClientSubnet(inZone number: Int) -> Bool {
        zone(number)?.view.clientSubnetUse.isUsed(byDefault: options.usesClientSubnet)
            ?? options.usesClientSubnet
    }
}

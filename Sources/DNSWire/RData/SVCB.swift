/// Where a service is, and how to talk to it (RFC 9460 §2).
package struct SVCB: ServiceBindingFormat {
    package let priority: UInt16
    package let target: DomainName
    package let parameters: SvcParams

    package init(priority: UInt16, target: DomainName, parameters: SvcParams) {
        self.priority = priority
        self.target = target
        self.parameters = parameters
    }
}

/// A name server of the zone (RFC 1035 §3.3.11).
package struct NS: SingleNameFormat {
    package let target: DomainName

    package static let names = NamePlacement.row([.compressible, .addressed])

    package init(target: DomainName) { self.target = target }
}

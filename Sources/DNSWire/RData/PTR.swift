/// The name that an address, or another name, stands for (RFC 1035 §3.3.12).
package struct PTR: SingleNameFormat {
    package let target: DomainName

    package static let names = NamePlacement.row(.compressible)

    package init(target: DomainName) { self.target = target }
}

/// The canonical name of an alias (RFC 1035 §3.3.1).
package struct CNAME: SingleNameFormat {
    package let target: DomainName

    package static let names = NamePlacement.row(.compressible)

    package init(target: DomainName) { self.target = target }
}

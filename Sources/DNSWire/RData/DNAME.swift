/// Where the names below the owner are redirected to (RFC 6672 §2.1).
package struct DNAME: SingleNameFormat {
    package let target: DomainName

    package static let names = NamePlacement.row()

    package init(target: DomainName) { self.target = target }
}

/// The certificate that a TLS server shows (RFC 6698 §2.1).
package struct TLSA: CertificateAssociationFormat {
    package let usage: UInt8
    package let selector: UInt8
    package let matchingType: UInt8
    package let association: [UInt8]

    package init(usage: UInt8, selector: UInt8, matchingType: UInt8, association: [UInt8]) {
        self.usage = usage
        self.selector = selector
        self.matchingType = matchingType
        self.association = association
    }
}

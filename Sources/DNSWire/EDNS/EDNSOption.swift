/// One option of an OPT record (RFC 6891 §6.1.2).
package struct EDNSOption: Sendable, Hashable {
    package let code: EDNSOptionCode
    package let data: [UInt8]

    package init(code: EDNSOptionCode, data: [UInt8] = []) {
        self.code = code
        self.data = data
    }
}

/// Text (RFC 1035 §3.3.14).
package struct TXT: TextFormat {
    package let strings: [CharacterString]

    package init(strings: [CharacterString]) { self.strings = strings }
}

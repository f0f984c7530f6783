/// Who may send mail for the owner: TXT under a type of its own, now obsolete (RFC 7208 §3.1).
package struct SPF: TextFormat {
    package let strings: [CharacterString]

    package init(strings: [CharacterString]) { self.strings = strings }
}

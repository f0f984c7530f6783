/// How many items a client wants on a page of a list: `maxitems` or `maxresults`.
package struct PageSize: Sendable, Hashable {
    package let count: Int

    /// A size above `most` counts as `most`, which is also what is meant when nothing is said.
    package init(_ text: String?, most: Int) throws(AccountError) {
        try self.init(text, most: most, usual: most)
    }

    package init(_ text: String?, most: Int, usual: Int) throws(AccountError) {
        guard let text else {
            count = usual
            return
        }
        guard let wanted = Int(text), wanted > 0 else {
            throw AccountError(
                .invalidInput,
                "Invalid page size '\(text)': expected a number from 1 to \(most)"
            )
        }
        count = min(wanted, most)
    }
}

/// One page of a list, and where the next one begins.
package struct Page<Item> {
    package let items: [Item]
    /// The first item of the next page; nil on the last.
    package let next: Item?

    package init(_ rest: some Sequence<Item>, size: PageSize) {
        var items = Array(rest.prefix(size.count + 1))
        next = items.count > size.count ? items.removeLast() : nil
        self.items = items
    }

    package var isTruncated: Bool { next != nil }
}

extension Page: Sendable where Item: Sendable {}

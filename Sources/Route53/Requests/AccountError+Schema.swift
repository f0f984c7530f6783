// What Route 53's XML schema and its model say of values that they do not allow.

extension AccountError {
    package static func notInEnumeration(
        _ value: String,
        _ allowed: [String]
    ) -> AccountError {
        AccountError(
            .invalidInput,
            "Invalid XML ; cvc-enumeration-valid: Value '\(value)' is not facet-valid with respect"
                + " to enumeration '[\(allowed.joined(separator: ", "))]'."
                + " It must be a value from the enumeration."
        )
    }

    /// The error of a text whose length, in characters, is not one of these; nil if it is.
    package static func ofLength(
        _ value: String,
        at member: String,
        _ lengths: ClosedRange<Int>
    ) -> AccountError? {
        let length = value.unicodeScalars.count
        let rule: String
        if length > lengths.upperBound {
            rule = "less than or equal to \(lengths.upperBound)"
        } else if length < lengths.lowerBound {
            rule = "greater than or equal to \(lengths.lowerBound)"
        } else {
            return nil
        }
        return AccountError(
            .invalidInput,
            "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy"
                + " constraint: Member must have length \(rule)"
        )
    }

    /// Refuses a text whose length, in characters, is not one of these.
    package static func requireLength(
        of value: String?,
        at member: String,
        _ lengths: ClosedRange<Int>
    ) throws(AccountError) {
        if let value, let error = ofLength(value, at: member, lengths) { throw error }
    }

    package static func outOfRange(
        _ value: Int,
        at member: String,
        _ range: ClosedRange<Int>
    ) -> AccountError {
        let rule =
            value > range.upperBound
            ? "less than or equal to \(range.upperBound)"
            : "greater than or equal to \(range.lowerBound)"
        return AccountError(
            .invalidInput,
            "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy"
                + " constraint: Member must have value \(rule)"
        )
    }
}

extension AccountError {
    /// A list without items where the schema wants one at least.
    static func incomplete(_ element: String) -> AccountError {
        AccountError(
            .invalidInput,
            "Invalid XML ; cvc-complex-type.2.4.b: The content of element '\(element)' is not"
                + " complete."
        )
    }
}

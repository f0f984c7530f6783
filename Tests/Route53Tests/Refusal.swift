import Route53

/// What an operation is refused with; nil if it is not.
func refusal(of operation: () throws(AccountError) -> Void) -> AccountError? {
    do {
        try operation()
        return nil
    } catch {
        return error
    }
}

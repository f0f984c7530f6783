extension [UInt8] {
    /// Appends a number as the wire has it, the most significant octet first.
    mutating func append(number: some FixedWidthInteger & UnsignedInteger) {
        var shift = number.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

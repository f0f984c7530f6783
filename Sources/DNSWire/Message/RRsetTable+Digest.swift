extension RRsetTable {
    /// The same for tables with the same RRsets, in whatever order these and their records stand.
    /// Tables that differ have the same one by a chance of 2⁻⁶⁴.
    package var digest: UInt64 {
        var sum: UInt64 = 0
        for owner in 0..<ownerCount {
            let name = name(of: owner).foldedHash
            var sets = sets(of: owner)
            while let set = sets.next(in: self) {
                let entry = self[set]
                let head = UInt64(entry.type.rawValue) << 32 | UInt64(entry.ttl.seconds)
                var records = records(of: set)
                var data: UInt64 = 0
                while let record = records.next(in: self) {
                    data &+= rdata(of: record).octetHash
                }
                sum &+= Span<UInt8>.mix(Span<UInt8>.mix(name ^ head) &+ data)
            }
        }
        return sum
    }
}

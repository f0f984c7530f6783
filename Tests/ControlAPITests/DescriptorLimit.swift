// Unsafe code in this file: each pointer is lent for the one call that it stands in.
import Glibc

/// How many descriptors this process may have open: the soft limit.
enum DescriptorLimit {
    /// Returns what it is then.
    static func change(to wanted: UInt) -> UInt {
        var limit = rlimit(rlim_cur: wanted, rlim_max: current.rlim_max)
        _ = unsafe setrlimit(resource, &limit)
        return soft
    }

    static var soft: UInt { current.rlim_cur }

    /// The lowest number that no descriptor has.
    static var inUse: UInt {
        let lowest = dup(0)
        close(lowest)
        return UInt(lowest)
    }

    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

    private static var current: rlimit {
        var limit = rlimit()
        _ = unsafe getrlimit(resource, &limit)
        return limit
    }
}

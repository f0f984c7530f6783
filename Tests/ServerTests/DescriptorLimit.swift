// Unsafe code in this file: each pointer is lent for the one call that it stands in.
import Glibc

/// How many descriptors this process may have open: the soft limit.
enum DescriptorLimit {
    /// Raises it as far as is needed and allowed; returns what it is then.
    static func raise(to wanted: UInt) -> UInt {
        let limit = current
        guard limit.rlim_cur < wanted else { return limit.rlim_cur }
        return set(min(wanted, limit.rlim_max), below: limit.rlim_max)
    }

    /// Lowers it, or puts it back; returns what it is then.
    static func change(to wanted: UInt) -> UInt { set(wanted, below: current.rlim_max) }

    static var soft: UInt { current.rlim_cur }

    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

    private static var current: rlimit {
        var limit = rlimit()
        _ = unsafe getrlimit(resource, &limit)
        return limit
    }

    private static func set(_ soft: UInt, below hard: UInt) -> UInt {
        var limit = rlimit(rlim_cur: soft, rlim_max: hard)
        _ = unsafe setrlimit(resource, &limit)
        return current.rlim_cur
    }
}

// Unsafe code in this file: the pointer is lent for the one call that it stands in.
import Glibc

enum DescriptorLimit {
    /// From here on this process opens nothing any more.
    static func lowerToNothing() {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

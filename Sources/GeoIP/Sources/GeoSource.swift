/// A file that location databases are built from.
package enum GeoSource: Sendable, Hashable {
    /// `geoip` or `geoip6` of Debian's package tor-geoipdb: `low,high,CC`.
    case torRanges(path: String)
    /// CSV `network,country[,subdivision]`; `geodb/README.md` describes it.
    case networks(path: String)

    /// Files named `….csv` hold networks, all others ranges.
    package init(path: String) {
        self = path.hasSuffix(".csv") ? .networks(path: path) : .torRanges(path: path)
    }

    package var path: String {
        switch self {
        case .torRanges(let path), .networks(let path): path
        }
    }

    func contents() throws(GeoSourceError) -> SourceContents {
        switch self {
        case .torRanges(let path): try TorRanges.read(path: path)
        case .networks(let path): try NetworkList.read(path: path)
        }
    }
}

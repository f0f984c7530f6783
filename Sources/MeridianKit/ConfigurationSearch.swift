internal import Foundation

/// Where the configuration is looked for when nobody names it.
public enum ConfigurationSearch {
    /// The first one that exists counts.
    public static let places = ["config/meridian.yaml", "/etc/meridian/meridian.yaml"]

    /// The path that was named, or the first of `places` that exists.
    public static func path(named name: String?) throws(MeridianError) -> String {
        if let name { return name }
        guard let found else { throw .noConfiguration(searched: places) }
        return found
    }

    /// The first of `places` that exists, if any does.
    public static var found: String? {
        places.first(where: FileManager.default.fileExists)
    }
}

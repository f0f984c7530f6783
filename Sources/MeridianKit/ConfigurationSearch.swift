internal import Foundation

/// Where the configuration is looked for when nobody names it.
public enum ConfigurationSearch {
    /// The first one that exists counts.
    public static let places = ["config/meridian.yaml", "/etc/meridian/meridian.yaml"]

    /// The path that was named, or the first of `places` that exists.
    public static func path(named name: String?) throws(MeridianError) -> String {
        if let name { return name }
        if let found = places.first(where: FileManager.default.fileExists) { return found }
        throw .noConfiguration(searched: places)
    }
}

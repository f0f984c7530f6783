/// The version of this server, as CHANGELOG.md counts.
public enum MeridianVersion {
    public static let current = "0.1.0"
}

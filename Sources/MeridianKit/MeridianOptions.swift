/// What a server is told when it is made, besides its configuration file and over it.
///
/// The texts are those of the command line: `meridian serve --help` explains them.
public struct MeridianOptions: Sendable, Hashable {
    /// The configuration file; nil: none, every option is at its default, and there are no zones
    /// but those given here.
    public var configurationPath: String?
    /// What the server is for.
    public var mode = Mode.service
    /// Addresses such as `127.0.0.1:1053`, to serve instead of those configured.
    public var listen: [String] = []
    /// An address such as `127.0.0.1:8053`, to serve HTTP on instead of the one configured.
    public var httpListen: String?
    /// Zone files and directories of them, beside those configured.
    public var zonePaths: [String] = []
    /// Zones that no file holds.
    public var zoneTexts: [ZoneText] = []
    /// Names of zones for `records`.
    public var zoneNames: [String] = []
    /// Records such as `www.example.com 60 A 192.0.2.1`.
    ///
    /// Each belongs to the longest of `zoneNames` that holds it, else to the zone of the last two
    /// labels of its name.
    public var records: [String] = []
    /// Networks with their locations, such as `198.51.100.0/24=CN`, over those configured.
    public var networks: [String] = []
    /// Health checks with what they are to be, such as `web=unhealthy`, over what the configuration
    /// says: `healthy`, `unhealthy`, or `automatic` for what is found.
    public var forcedHealth: [String] = []
    /// The location database, instead of the one that is configured.
    public var database: String?
    /// Where the random bits of routing start from; nil: nobody can know, or `defaultTestSeed`.
    public var seed: UInt64?
    /// How many of the last queries are kept to be looked at; nil: none, in test mode
    /// `defaultTestRecordedQueries`. Recording takes time of every query, and 1.8 KB for each.
    public var recordedQueries: Int?

    public init(configurationPath: String? = nil) { self.configurationPath = configurationPath }

    public enum Mode: Sendable, Hashable {
        /// To serve as long as it can, whatever happens to its content.
        case service
        /// To be tested against: on a free port of 127.0.0.1 unless `listen` says otherwise, with
        /// the Route 53 API on another one and what it does kept in memory, with choices that the seed alone decides (so there is one UDP worker), and refusing to start
        /// with content in which anything is wrong.
        case test
    }

    /// The seed of a server in test mode that nobody gave another.
    public static let defaultTestSeed: UInt64 = 1

    public static let defaultTestRecordedQueries = 1024

    /// A zone as a text, in one of the formats of zone files.
    public struct ZoneText: Sendable, Hashable {
        /// Stands for the file in messages. Its extension tells the format: `.yaml`, `.zone`, …
        public var name: String
        /// The name of the zone, for formats which do not say it.
        public var zone: String?
        public var text: String

        public init(name: String, zone: String? = nil, text: String) {
            self.name = name
            self.zone = zone
            self.text = text
        }
    }
}

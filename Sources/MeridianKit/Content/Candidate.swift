import Answering
import DNSWire
import Geography

/// What a reload would publish.
struct Candidate {
    /// What is published now.
    let base: ServingState
    /// What comes to light where a file's zone goes.
    private let accountZones: StatePublication.AccountZones
    var zones: ZoneChanges { didSet { made = nil } }
    /// Nil: where addresses are has not changed.
    var ranges: LocationRanges? { didSet { made = nil } }
    /// Nil: they have not changed.
    private let options: AnswerOptions?
    private var made: ServingState?

    init(
        on base: StatePublication.Base,
        zones: ZoneChanges,
        ranges: LocationRanges? = nil,
        options: AnswerOptions? = nil
    ) {
        self.base = base.state
        accountZones = base.accountZones
        self.zones = zones
        self.ranges = ranges
        self.options = options
    }

    var isNothing: Bool { zones.isEmpty && ranges == nil && options == nil }

    /// Made when it is first asked for.
    var state: ServingState {
        mutating get {
            if let made { return made }
            let state =
                isNothing
                ? base
                : base.replacing(
                    zones.replaced + zones.removed.compactMap { accountZones[$0] },
                    removing: zones.removed.filter { accountZones[$0] == nil },
                    locations: ranges,
                    options: options
                )
            made = state
            return state
        }
    }
}

/// A table of the database: one kind of entities, by the columns of their key, each as a JSON
/// document.
///
/// The documents are for Meridian to read, and for people with `sqlite3` and its JSON functions.
enum StoreTable: String, CaseIterable {
    // In the order in which they are loaded: record sets need their zones.
    case hostedZone = "hosted_zone"
    case recordSet = "record_set"
    case change
    case healthCheck = "health_check"
    case cidrCollection = "cidr_collection"
    case delegationSet = "delegation_set"
    case tags
    case trafficPolicy = "traffic_policy"
    case trafficPolicyInstance = "traffic_policy_instance"
    case queryLoggingConfig = "query_logging_config"
    case usedReference = "used_reference"

    var keyColumns: [String] {
        switch self {
        case .recordSet: ["zone", "name", "type", "set_identifier"]
        case .tags: ["resource_kind", "resource_id"]
        case .trafficPolicy: ["id", "version"]
        case .usedReference: ["kind", "reference"]
        case .hostedZone, .change, .healthCheck, .cidrCollection, .delegationSet,
            .trafficPolicyInstance, .queryLoggingConfig:
            ["id"]
        }
    }

    /// Puts a row in, in the place of the one with the same key.
    var putting: String {
        let columns = keyColumns + ["document"]
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        return "REPLACE INTO \(rawValue) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }

    var removing: String {
        let conditions = keyColumns.map { "\($0) = ?" }.joined(separator: " AND ")
        return "DELETE FROM \(rawValue) WHERE \(conditions)"
    }

    /// All documents, in the order of their keys. Of record sets also the zone, which their
    /// documents do not have.
    var loading: String { select(self == .recordSet ? ["zone"] : []) }

    /// The same, with all of the key.
    var checking: String { select(keyColumns) }

    private func select(_ columns: [String]) -> String {
        """
        SELECT \((["document"] + columns).joined(separator: ", ")) FROM \(rawValue) \
        ORDER BY \(keyColumns.joined(separator: ", "))
        """
    }
}

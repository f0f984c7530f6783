/// Who changes record sets.
package enum ChangeAuthor: Sendable, Hashable {
    case client
    /// What a traffic policy instance made, only that instance changes.
    case trafficPolicyInstance(ID<TrafficPolicyInstanceEntry>)

    /// Refuses a change to a record set that is somebody else's.
    func check(
        _ old: RecordSetElement?,
        becoming new: RecordSetElement?
    ) throws(ChangeProblem) {
        for element in [old, new].compactMap({ $0 })
        where element.trafficPolicyInstanceID != instance {
            throw ChangeProblem(
                message: "The resource record set [name='\(element.name)', type='\(element.type)']"
                    + " belongs to \(Self.owner(element)) and can be changed through it alone"
            )
        }
    }

    private var instance: String? {
        if case .trafficPolicyInstance(let id) = self { id.text } else { nil }
    }

    private static func owner(_ element: RecordSetElement) -> String {
        element.trafficPolicyInstanceID.map { "the traffic policy instance \($0)" }
            ?? "no traffic policy instance"
    }
}

#if ControlAPI
    package import ControlAPI

    extension Meridian {
        /// The account and what is around it, as the API reaches it; nil if there is no HTTP.
        package var controlPlane: (any ControlPlane)? { control?.plane }
    }
#endif

#if ControlAPI
    import AccountStore
    extension MeridianError {
        init(_ error: StorageError) {
            self =
                switch error.reason {
                case .denied, .busy: .notPermitted("\(error)")
                default: .refused([.error("\(error)")])
                }
        }
    }
#endif

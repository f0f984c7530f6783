import TestSupport

/// Runs programs to their end.
enum Command {
    static func meridian(_ arguments: String..., in directory: String? = nil) throws
        -> OtherProgram
    {
        try OtherProgram(Product.meridian, arguments, in: directory)
    }

    static func run(_ program: String, _ arguments: [String], in directory: String? = nil) throws
        -> OtherProgram
    {
        try OtherProgram(program, arguments, in: directory)
    }
}

// The one file that calls libmaxminddb. All else sees numbers, strings and values.

package import Addressing
internal import CMaxMindDB
import Glibc

/// A MaxMind DB, opened through libmaxminddb.
///
/// The file is first copied into sealed memory, and the library maps that copy: whoever truncates
/// or overwrites the file afterwards changes nothing here. (A mapping of the file itself would
/// raise SIGBUS on a truncated page.)
@safe package struct MMDBFile: ~Copyable {
    package let path: String
    package let size: Int
    package let metadata: MMDBMetadata
    /// On the heap, since entries of the library point back at it.
    private let database: UnsafeMutablePointer<MMDB_s>

    package init(path: String) throws(GeoDatabaseError) {
        let copy = try SealedCopy(of: path)
        let opened = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        // SAFETY: MMDB_open fills the whole struct, or fails and leaves nothing to close. The
        // library keeps its mapping when the descriptor is closed at the end of this scope.
        let status = unsafe MMDB_open(
            "/proc/self/fd/\(copy.descriptor.number)",
            UInt32(MMDB_MODE_MMAP),
            opened
        )
        guard status == MMDB_SUCCESS else {
            // SAFETY: allocated above, used nowhere else.
            unsafe opened.deallocate()
            throw .notMaxMindDB(path: path, reason: Self.message(of: status))
        }
        self.path = path
        size = copy.size
        metadata = unsafe Self.metadata(of: opened.pointee)
        unsafe database = opened
    }

    deinit {
        // SAFETY: opened in init, and a unique owner closes only once.
        unsafe MMDB_close(database)
        unsafe database.deallocate()
    }

    private static func metadata(of database: MMDB_s) -> MMDBMetadata {
        let found = unsafe database.metadata
        // SAFETY: counts and pointers come from one successful MMDB_open; the strings are
        // NUL-terminated by it and copied here.
        let languages = unsafe (0..<found.languages.count).compactMap { index in
            unsafe found.languages.names[index].map { unsafe String(cString: $0) }
        }
        // SAFETY: as above.
        let descriptions = unsafe (0..<found.description.count).compactMap { index in
            unsafe found.description.descriptions[index].map {
                unsafe (
                    String(cString: $0.pointee.language), String(cString: $0.pointee.description)
                )
            }
        }
        return MMDBMetadata(
            nodeCount: unsafe found.node_count,
            recordSize: unsafe found.record_size,
            ipVersion: unsafe found.ip_version,
            databaseType: unsafe String(cString: found.database_type),
            languages: languages,
            buildEpoch: unsafe found.build_epoch,
            description: (descriptions.first { $0.0 == "en" } ?? descriptions.first)?.1 ?? ""
        )
    }

    private static func message(of status: Int32) -> String {
        // SAFETY: MMDB_strerror returns static strings.
        unsafe String(cString: MMDB_strerror(status))
    }
}

extension MMDBFile {
    /// Where the walk of a family starts: the root, or for IPv4 in a tree of both families the
    /// node at ::/96 (or whatever ends the way there).
    package func root(of family: AddressFamily) throws(GeoDatabaseError) -> MMDBRecord {
        switch (family, metadata.ipVersion) {
        case (.ipv4, 4), (.ipv6, 6): return record(0)
        case (.ipv6, _): return .empty
        case (.ipv4, _):
            var found = record(0)
            for _ in 0..<96 {
                guard case .node(let number) = found else { return found }
                found = try children(of: number).left
            }
            return found
        }
    }

    private func record(_ number: UInt32) -> MMDBRecord {
        number < metadata.nodeCount ? .node(number) : .empty
    }

    /// The two records of a node: of the network's half whose next bit is 0, and of the other.
    package func children(
        of node: UInt32
    ) throws(GeoDatabaseError) -> (left: MMDBRecord, right: MMDBRecord) {
        var found = unsafe MMDB_search_node_s()
        // SAFETY: the library checks the number against the tree's size.
        let status = unsafe MMDB_read_node(database, node, &found)
        guard status == MMDB_SUCCESS else { throw damage(status) }
        return try (
            unsafe record(found.left_record_type, found.left_record, found.left_record_entry),
            unsafe record(found.right_record_type, found.right_record, found.right_record_entry)
        )
    }

    private func record(
        _ type: UInt8,
        _ value: UInt64,
        _ entry: MMDB_entry_s
    ) throws(GeoDatabaseError) -> MMDBRecord {
        switch Int32(type) {
        case MMDB_RECORD_TYPE_SEARCH_NODE: .node(UInt32(truncatingIfNeeded: value))
        case MMDB_RECORD_TYPE_EMPTY: .empty
        case MMDB_RECORD_TYPE_DATA: unsafe .data(entry.offset)
        default: throw damage(MMDB_CORRUPT_SEARCH_TREE_ERROR)
        }
    }

    private func damage(_ status: Int32) -> GeoDatabaseError {
        .corrupt(path: path, reason: Self.message(of: status))
    }

    /// What the library itself finds for an address.
    ///
    /// - Returns: the offset of the address's value, nil if it has none, and how many bits of the
    ///   address decided that, counted in the address's own family.
    package func lookUp(
        _ address: IPAddress
    ) throws(GeoDatabaseError) -> (value: UInt32?, prefixLength: Int) {
        if address.family == .ipv6, metadata.ipVersion == 4 { return (nil, 0) }
        var status = MMDB_SUCCESS
        var storage = sockaddr_storage()
        // SAFETY: sockaddr_storage is large and aligned enough for each of its families, and
        // outlives the call.
        let found = unsafe withUnsafeMutablePointer(to: &storage) { storage in
            let raw = UnsafeMutableRawPointer(storage)
            switch address {
            case .ipv4(let bits):
                let address = sockaddr_in(
                    sin_family: sa_family_t(AF_INET),
                    sin_port: 0,
                    sin_addr: in_addr(s_addr: bits.bigEndian),
                    sin_zero: (0, 0, 0, 0, 0, 0, 0, 0)
                )
                unsafe raw.storeBytes(of: address, as: sockaddr_in.self)
            case .ipv6(let bits):
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                unsafe withUnsafeMutableBytes(of: &address.sin6_addr) {
                    unsafe $0.storeBytes(of: bits.bigEndian, as: UInt128.self)
                }
                unsafe raw.storeBytes(of: address, as: sockaddr_in6.self)
            }
            return unsafe MMDB_lookup_sockaddr(
                database,
                raw.assumingMemoryBound(to: sockaddr.self),
                &status
            )
        }
        guard status == MMDB_SUCCESS else { throw damage(status) }
        let above = address.family == .ipv4 && metadata.ipVersion == 6 ? 96 : 0
        return unsafe (
            found.found_entry ? found.entry.offset : nil,
            max(0, Int(found.netmask) - above)
        )
    }
}

extension MMDBFile {
    /// The text at the end of `way` inside the value at `offset`: keys of maps, and indices of
    /// arrays written as numbers. Nil if the way ends early or at something else than text.
    package func text(
        at offset: UInt32,
        _ way: StaticString...
    ) throws(GeoDatabaseError) -> String? {
        guard let found = try unsafe entry(at: offset, way),
            unsafe found.type == UInt32(MMDB_DATA_TYPE_UTF8_STRING)
        else { return nil }
        return unsafe Self.text(of: found)
    }

    /// The number at the end of `way`; nil if it ends early or at something else than a fraction.
    package func number(
        at offset: UInt32,
        _ way: StaticString...
    ) throws(GeoDatabaseError) -> Double? {
        guard let found = try unsafe entry(at: offset, way) else { return nil }
        // SAFETY: `type` says which member of the union holds the value.
        switch Int32(unsafe found.type) {
        case MMDB_DATA_TYPE_DOUBLE: return unsafe found.double_value
        case MMDB_DATA_TYPE_FLOAT: return Double(unsafe found.float_value)
        default: return nil
        }
    }

    private func entry(
        at offset: UInt32,
        _ way: [StaticString]
    ) throws(GeoDatabaseError) -> MMDB_entry_data_s? {
        var entry = unsafe MMDB_entry_s(mmdb: database, offset: offset)
        var found = unsafe MMDB_entry_data_s()
        // SAFETY: static strings end with NUL (SE-0101's utf8Start of a literal) and never move;
        // the array ends with nil, as the library asks.
        var keys: [UnsafePointer<CChar>?] = unsafe way.map { key in
            unsafe UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self)
        }
        unsafe keys.append(nil)
        let status = unsafe MMDB_aget_value(&entry, &found, keys)
        switch status {
        case MMDB_SUCCESS: return unsafe found.has_data ? found : nil
        case MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR, MMDB_INVALID_LOOKUP_PATH_ERROR:
            return nil
        default:
            throw damage(status)
        }
    }

    /// The whole value at `offset`.
    package func value(at offset: UInt32) throws(GeoDatabaseError) -> MMDBValue {
        var entry = unsafe MMDB_entry_s(mmdb: database, offset: offset)
        var list: UnsafeMutablePointer<MMDB_entry_data_list_s>?
        // SAFETY: the library allocates the list and checks every offset; it is freed below, also
        // after an error (nil is allowed), when all of it has been copied.
        let status = unsafe MMDB_get_entry_data_list(&entry, &list)
        defer { unsafe MMDB_free_entry_data_list(list) }
        guard status == MMDB_SUCCESS else { throw damage(status) }
        var next = unsafe list
        return try unsafe value(from: &next)
    }

    /// Takes one value off the list: maps and arrays say how many values after them are theirs.
    private func value(
        from next: inout UnsafeMutablePointer<MMDB_entry_data_list_s>?
    ) throws(GeoDatabaseError) -> MMDBValue {
        guard let here = unsafe next else { throw damage(MMDB_INVALID_DATA_ERROR) }
        // SAFETY: list elements live until the list is freed.
        let data = unsafe here.pointee.entry_data
        unsafe next = here.pointee.next
        switch Int32(unsafe data.type) {
        case MMDB_DATA_TYPE_MAP:
            var entries: [MMDBValue.Entry] = []
            for _ in 0..<(unsafe data.data_size) {
                guard case .string(let key) = try unsafe value(from: &next) else {
                    throw damage(MMDB_INVALID_DATA_ERROR)
                }
                entries.append(.init(key, try unsafe value(from: &next)))
            }
            return .map(entries)
        case MMDB_DATA_TYPE_ARRAY:
            var values: [MMDBValue] = []
            for _ in 0..<(unsafe data.data_size) { values.append(try unsafe value(from: &next)) }
            return .array(values)
        default:
            return try unsafe scalar(data)
        }
    }

    private func scalar(_ data: MMDB_entry_data_s) throws(GeoDatabaseError) -> MMDBValue {
        // SAFETY: `type` says which member of the union holds the value.
        switch Int32(unsafe data.type) {
        case MMDB_DATA_TYPE_UTF8_STRING: return .string(unsafe Self.text(of: data))
        case MMDB_DATA_TYPE_BYTES:
            return .bytes(
                unsafe Array(UnsafeBufferPointer(start: data.bytes, count: Int(data.data_size)))
            )
        case MMDB_DATA_TYPE_DOUBLE: return .double(unsafe data.double_value)
        case MMDB_DATA_TYPE_FLOAT: return .float(unsafe data.float_value)
        case MMDB_DATA_TYPE_UINT16: return .uint16(unsafe data.uint16)
        case MMDB_DATA_TYPE_UINT32: return .uint32(unsafe data.uint32)
        case MMDB_DATA_TYPE_INT32: return .int32(unsafe data.int32)
        case MMDB_DATA_TYPE_UINT64: return .uint64(unsafe data.uint64)
        case MMDB_DATA_TYPE_UINT128: return .uint128(unsafe Self.uint128(of: data))
        case MMDB_DATA_TYPE_BOOLEAN: return .boolean(unsafe data.boolean)
        default: throw damage(MMDB_INVALID_DATA_ERROR)
        }
    }

    /// Swift does not import the union's `__int128` member.
    private static func uint128(of data: MMDB_entry_data_s) -> UInt128 {
        // SAFETY: it is the union's largest member, so that the union is its 16 octets, and they end
        // where the field after the union begins.
        unsafe withUnsafeBytes(of: data) { octets in
            let end = unsafe MemoryLayout<MMDB_entry_data_s>.offset(of: \.offset) ?? octets.count
            let start = end - MemoryLayout<UInt128>.size
            return unsafe octets.loadUnaligned(fromByteOffset: start, as: UInt128.self)
        }
    }

    /// Strings of the data section have a length and no NUL.
    private static func text(of data: MMDB_entry_data_s) -> String {
        // SAFETY: the library has checked that the string lies within the data section, which
        // lives as long as the file is open; the text is copied here.
        let octets = unsafe UnsafeRawBufferPointer(
            start: data.utf8_string,
            count: Int(data.data_size)
        )
        return unsafe String(decoding: octets, as: UTF8.self)
    }
}

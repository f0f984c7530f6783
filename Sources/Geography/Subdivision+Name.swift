extension Subdivision {
    /// The English name as Route 53 lists it.
    package var name: String? { Self.names[description] }

    /// By country and code: `US-CA`.
    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for (country, lines) in nameLines {
            for line in lines.split(separator: "\n") {
                names["\(country)-\(line.prefix(2))"] = String(line.dropFirst(3))
            }
        }
        return names
    }()

    private static let nameLines = [
        "US": """
        AK Alaska
        AL Alabama
        AR Arkansas
        AZ Arizona
        CA California
        CO Colorado
        CT Connecticut
        DC District of Columbia
        DE Delaware
        FL Florida
        GA Georgia
        HI Hawaii
        IA Iowa
        ID Idaho
        IL Illinois
        IN Indiana
        KS Kansas
        KY Kentucky
        LA Louisiana
        MA Massachusetts
        MD Maryland
        ME Maine
        MI Michigan
        MN Minnesota
        MO Missouri
        MS Mississippi
        MT Montana
        NC North Carolina
        ND North Dakota
        NE Nebraska
        NH New Hampshire
        NJ New Jersey
        NM New Mexico
        NV Nevada
        NY New York
        OH Ohio
        OK Oklahoma
        OR Oregon
        PA Pennsylvania
        RI Rhode Island
        SC South Carolina
        SD South Dakota
        TN Tennessee
        TX Texas
        UT Utah
        VA Virginia
        VT Vermont
        WA Washington
        WI Wisconsin
        WV West Virginia
        WY Wyoming
        """,
        "UA": """
        05 Vinnytska oblast
        07 Volynska oblast
        09 Luhanska oblast
        11 Crimea
        12 Dnipropetrovska oblast
        14 Donetska oblast
        18 Zhytomyrska oblast
        20 Sevastopol
        21 Zakarpatska oblast
        23 Zaporizka oblast
        26 Ivano-Frankivska oblast
        30 Kyiv
        32 Kyivska oblast
        35 Kirovohradska oblast
        46 Lvivska oblast
        48 Mykolaivska oblast
        51 Odeska oblast
        53 Poltavska oblast
        56 Rivnenska oblast
        59 Sumska oblast
        61 Ternopilska oblast
        63 Kharkivska oblast
        65 Khersonska oblast
        68 Khmelnytska oblast
        71 Cherkaska oblast
        74 Chernihivska oblast
        77 Chernivetska oblast
        """,
    ]
}

/// Route 53's own table of countries by continent. It differs from ISO's and MaxMind's: Turkey
/// is in Europe here, and Bouvet (BV), Christmas Island (CX), Western Sahara (EH) and Heard and
/// McDonald Islands (HM) are in no continent.
package enum CountryTable {
    /// Every country that Route 53 knows, and its continent.
    package static let continents: [Country: Continent] = {
        var table: [Country: Continent] = [:]
        for (continent, codes) in codesByContinent {
            for code in codes.split(separator: " ") {
                guard let country = Country(code) else { continue }
                table[country] = continent
            }
        }
        return table
    }()

    /// Where the countries lie that Route 53 does not know. Databases say so themselves; this is for
    /// data that names countries only.
    package static let continentsOfOthers: [Country: Continent] = {
        var table: [Country: Continent] = [:]
        let others: [(String, Continent)] = [
            ("BV", .antarctica), ("CX", .oceania), ("EH", .africa), ("HM", .antarctica),
        ]
        for (code, continent) in others {
            guard let country = Country(code) else { continue }
            table[country] = continent
        }
        return table
    }()

    private static let codesByContinent: [(Continent, String)] = [
        (
            .africa,
            """
            AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG \
            ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW
            """
        ),
        (.antarctica, "AQ GS TF"),
        (
            .asia,
            """
            AE AF AM AZ BD BH BN BT CC CN GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA LB LK \
            MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TM TW UZ VN YE
            """
        ),
        (
            .europe,
            """
            AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE \
            LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK
            """
        ),
        (
            .northAmerica,
            """
            AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX \
            NI PA PM PR SV SX TC TT US VC VG VI
            """
        ),
        (
            .oceania,
            """
            AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TL TO TV UM VU WF WS
            """
        ),
        (.southAmerica, "AR BO BR CL CO EC FK GF GY PE PY SR UY VE"),
    ]
}

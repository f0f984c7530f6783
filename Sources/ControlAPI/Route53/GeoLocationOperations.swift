internal import Route53

extension Operation {
    static let geoLocations: [Operation] = [
        Operation("GetGeoLocation", .get, "/geolocation") {
            request,
            _ throws(AccountError) in
            let query = try GeoLocationQuery(
                continentCode: request.query["continentcode"],
                countryCode: request.query["countrycode"],
                subdivisionCode: request.query["subdivisioncode"]
            )
            return OperationResult(try query.location())
        },
        Operation("ListGeoLocations", .get, "/geolocations") {
            request,
            _ throws(AccountError) in
            let start = try GeoLocationQuery(
                continentCode: request.query["startcontinentcode"],
                countryCode: request.query["startcountrycode"],
                subdivisionCode: request.query["startsubdivisioncode"]
            )
            return OperationResult(try start.locations(maxItems: request.query["maxitems"]))
        },
    ]
}

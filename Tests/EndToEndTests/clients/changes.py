"""Change batches, as boto3 and the AWS CLI take them."""


def change(action, record_set):
    return {"Action": action, "ResourceRecordSet": record_set}


def batch(*changes):
    return {"Changes": list(changes)}


def simple(name, kind, *values, ttl=60):
    return {
        "Name": name,
        "Type": kind,
        "TTL": ttl,
        "ResourceRecords": [{"Value": value} for value in values],
    }


def located(identifier, location, target, name="www.example.com"):
    return {
        **simple(name, "CNAME", target),
        "SetIdentifier": identifier,
        "GeoLocation": location,
    }


CHINA_CHANGES = [
    change("CREATE", located("china", {"CountryCode": "CN"}, "abc.cloudfront.cn")),
    change("CREATE", located("default", {"CountryCode": "*"}, "xyz.cloudfront.net")),
]

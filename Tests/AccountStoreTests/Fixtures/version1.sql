-- A store as the first release made it, one entity of each kind (SampleEntities.swift): what
-- `sqlite3 FILE .dump` prints of it, with the application_id, which it does not print. The schema and
-- the documents of a release never change: this file is never made anew.
PRAGMA application_id = 0x4d52444e;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1');
CREATE TABLE hosted_zone (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO hosted_zone VALUES('Z1','{"comment":"with / and \"quotes\" and ü","createdAt":"2023-11-14T22:13:20.123Z","vpcs":[],"id":"Z1","name":"example.com.","isPrivate":false,"authorizedVPCs":[],"ordinal":1,"callerReference":"one","hasAcceleratedRecovery":false,"nameServers":["ns1.example.net"]}');
CREATE TABLE record_set (
    zone TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    set_identifier TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (zone, name, type, set_identifier)
) STRICT, WITHOUT ROWID;
INSERT INTO record_set VALUES('Z1','\052.example.com.','TXT','','{"Type":"TXT","ResourceRecords":{"ResourceRecord":[{"Value":"192.0.2.1"}]},"Name":"\\052.example.com.","TTL":300}');
INSERT INTO record_set VALUES('Z1','example.com.','NS','','{"Type":"NS","ResourceRecords":{"ResourceRecord":[{"Value":"ns1.example.net."}]},"Name":"example.com.","TTL":300}');
INSERT INTO record_set VALUES('Z1','example.com.','SOA','','{"TTL":300,"Type":"SOA","ResourceRecords":{"ResourceRecord":[{"Value":"ns1.example.net. h.example. 1 2 3 4 5"}]},"Name":"example.com."}');
INSERT INTO record_set VALUES('Z1','www.example.com.','A','','{"ResourceRecords":{"ResourceRecord":[{"Value":"192.0.2.1"}]},"Type":"A","Name":"www.example.com.","TTL":300}');
INSERT INTO record_set VALUES('Z1','www.example.com.','A','eu','{"ResourceRecords":{"ResourceRecord":[{"Value":"192.0.2.1"}]},"SetIdentifier":"eu","Name":"www.example.com.","TTL":300,"Type":"A"}');
CREATE TABLE change (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO change VALUES('C1','{"id":"C1","comment":"x","submittedAt":"1970-01-01T00:00:00.007Z"}');
CREATE TABLE health_check (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO health_check VALUES('11111111-2222-4333-8444-555555555555','{"config":{"Type":"TCP"},"version":1,"id":"11111111-2222-4333-8444-555555555555","callerReference":"check"}');
CREATE TABLE cidr_collection (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO cidr_collection VALUES('collection','{"id":"collection","name":"offices","locations":{"berlin":["192.0.2.0/24","2001:db8::/32"]},"version":3,"callerReference":"cidr"}');
CREATE TABLE delegation_set (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO delegation_set VALUES('N1','{"callerReference":"set","id":"N1","nameServers":["a.example"]}');
CREATE TABLE tags (
    resource_kind TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (resource_kind, resource_id)
) STRICT, WITHOUT ROWID;
INSERT INTO tags VALUES('healthcheck','h','{"tags":{"Name":"probe"},"resource":{"healthCheck":{"_0":"h"}}}');
INSERT INTO tags VALUES('hostedzone','Z1','{"resource":{"hostedZone":{"_0":"Z1"}},"tags":{"owner":"web"}}');
CREATE TABLE traffic_policy (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO traffic_policy VALUES('p',1,'{"id":"p","name":"policy","type":"A","document":"{}","version":1}');
INSERT INTO traffic_policy VALUES('p',2,'{"id":"p","document":"{}","version":2,"name":"policy","type":"A"}');
CREATE TABLE traffic_policy_instance (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO traffic_policy_instance VALUES('i','{"type":"A","id":"i","hostedZone":"Z1","ttl":60,"policyVersion":2,"policy":"p","name":"app.example.com."}');
CREATE TABLE query_logging_config (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO query_logging_config VALUES('q','{"id":"q","hostedZone":"Z1","logGroup":"arn:aws:logs"}');
CREATE TABLE used_reference (
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (kind, reference)
) STRICT, WITHOUT ROWID;
INSERT INTO used_reference VALUES('healthCheck','one','{"kind":"healthCheck","reference":"one"}');
INSERT INTO used_reference VALUES('hostedZone','one','{"kind":"hostedZone","reference":"one"}');

// Many probes of endpoints at once, without a thread: libcurl's multi interface, and an epoll
// descriptor that becomes readable when there is something to do. libcurl's own functions take
// variable arguments, which Swift cannot call; this header declares only what is ours.
//
// Everything here is for one thread at a time, except `curl_probe_resolve_ipv4`.
#ifndef C_CURL_PROBE_H
#define C_CURL_PROBE_H

#include <stddef.h>
#include <stdint.h>

struct curl_probe_engine;
struct curl_probe;

// NULL if there is no memory or descriptor for it.
struct curl_probe_engine *curl_probe_engine_create(void);
// All probes are released before.
void curl_probe_engine_destroy(struct curl_probe_engine *engine);
// Readable when `curl_probe_engine_advance` has something to do.
int curl_probe_engine_descriptor(const struct curl_probe_engine *engine);
// Does what sockets and timers ask for. `now` is the caller's time, from 0; see `connected_at`.
void curl_probe_engine_advance(struct curl_probe_engine *engine, int64_t now);
// A probe that has ended and was not handed out yet, or NULL.
struct curl_probe *curl_probe_engine_next_ended(struct curl_probe_engine *engine);

enum curl_probe_goal {
    curl_probe_connection,  // a TCP connection
    curl_probe_status,      // the status line of a final HTTP response
    curl_probe_body,        // the beginning of its body too
};

// Starts a probe; strings are copied. NULL if there is no memory for it.
// - url: scheme, host and port; the host is what TLS calls the server.
// - connect_to: "::ADDRESS:PORT", where the connection goes.
// - host: the header "Host: …".
// - target: the request target.
// - body_octets: as much of the body is waited for, or its end.
struct curl_probe *curl_probe_start(
    struct curl_probe_engine *engine, uint64_t token, enum curl_probe_goal goal, const char *url,
    const char *connect_to, const char *host, const char *target, const char *user_agent,
    size_t body_octets);
// At any time, whether it has ended or not: closes its connection.
void curl_probe_release(struct curl_probe_engine *engine, struct curl_probe *probe);

uint64_t curl_probe_token(const struct curl_probe *probe);
// Microseconds from the start of a probe that has ended to an event; 0: it did not come.
enum curl_probe_event { curl_probe_connected, curl_probe_first_octet };
int64_t curl_probe_microseconds_to(const struct curl_probe *probe, enum curl_probe_event event);

enum { curl_probe_not_yet = -1 };

// How far it has come. Pointers last until the probe is released.
struct curl_probe_received {
    int64_t connected_at;  // the `now` at which TCP was, or `curl_probe_not_yet`; TLS may follow
    int status;            // of a final response; 0: none yet
    int64_t status_at;     // the `now` at which it came
    int lacks_resources;   // of this machine: it will not move on
    const char *line;      // the status line, cut if long
    size_t line_octets;
    const uint8_t *body;
    size_t body_octets;
};
struct curl_probe_received curl_probe_received(const struct curl_probe *probe);

enum curl_probe_end {
    curl_probe_goal_reached,
    curl_probe_not_connected,
    curl_probe_tls_failed,
    curl_probe_not_http,
    curl_probe_headers_too_long,
    curl_probe_closed,        // by the endpoint, before the goal was reached
    curl_probe_no_resources,  // of this machine: memory, descriptors
};
// How a probe ended that `curl_probe_engine_next_ended` gave.
enum curl_probe_end curl_probe_end_of(const struct curl_probe *probe);
// A few words on an end that is not good, or on what is lacking; lasts until the probe is released.
const char *curl_probe_end_text(const struct curl_probe *probe);

// Asks the system for the IPv4 addresses of a fully qualified name, in host order. How many were
// written to `addresses`, or a negative EAI_… code. Waits; any thread may call it.
int curl_probe_resolve_ipv4(const char *name, uint32_t *addresses, size_t capacity);
enum curl_probe_resolve_trouble { curl_probe_name_trouble, curl_probe_own_trouble };
// Whether such a code speaks of the name or of this machine.
enum curl_probe_resolve_trouble curl_probe_resolve_trouble_of(int code);
const char *curl_probe_resolve_text(int code);

#endif

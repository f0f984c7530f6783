#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "internal.h"

// A callback that returns another count than it was given ends the transfer.
enum { end_transfer = 0 };

enum { first_final_status = 200, first_failing_status = 400 };

static size_t receive_header(char *line, size_t size, size_t count, void *context) {
    struct curl_probe *probe = context;
    size_t octets = size * count;
    probe->header_octets += octets;
    if (probe->header_octets > header_limit) return end_transfer;
    if (probe->status || octets < 5 || memcmp(line, "HTTP/", 5) != 0) return octets;
    long status = 0;
    curl_easy_getinfo(probe->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < first_final_status) return octets;
    probe->status = (int)status;
    probe->status_at = probe->engine->now;
    probe->line_octets = octets < line_capacity ? octets : line_capacity;
    memcpy(probe->line, line, probe->line_octets);
    // Behind a status that fails the probe, the body does not matter.
    if (probe->goal == curl_probe_body && status < first_failing_status) return octets;
    probe->is_goal_reached = true;
    return end_transfer;
}

static size_t receive_body(char *data, size_t size, size_t count, void *context) {
    struct curl_probe *probe = context;
    size_t octets = size * count;
    size_t room = probe->body_capacity - probe->body_octets;
    size_t taken = octets < room ? octets : room;
    memcpy(probe->body + probe->body_octets, data, taken);
    probe->body_octets += taken;
    if (probe->body_octets < probe->body_capacity) return octets;
    probe->is_goal_reached = true;
    return end_transfer;
}

// As libcurl would, but it does not tell why a socket could not be opened.
static curl_socket_t open_socket(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)purpose;
    struct curl_probe *probe = context;
    int type = address->socktype | SOCK_CLOEXEC;
    int opened = socket(address->family, type, address->protocol);
    if (opened >= 0) return opened;
    probe->system_error = errno;
    return CURL_SOCKET_BAD;
}

static void set_options(
    struct curl_probe *probe, const char *url, const char *target, const char *user_agent) {
    CURL *easy = probe->easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, probe);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, probe->error);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, probe);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, probe);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, probe);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);

    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, probe->connect_to);
    // A proxy of the environment would be what is probed, and not the endpoint.
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    // Every probe opens a connection, and closes it.
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    if (probe->goal == curl_probe_connection) {
        curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
        return;
    }
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, target);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, probe->headers);
    // Certificates are not looked at, and then there is no need to read those of the system,
    // which takes longer than all the rest.
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    // A resumed session would not show that the endpoint still manages a full handshake.
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

static void discard(struct curl_probe *probe) {
    if (probe->easy) curl_easy_cleanup(probe->easy);
    curl_slist_free_all(probe->connect_to);
    curl_slist_free_all(probe->headers);
    free(probe);
}

struct curl_probe *curl_probe_start(
    struct curl_probe_engine *engine, uint64_t token, enum curl_probe_goal goal, const char *url,
    const char *connect_to, const char *host, const char *target, const char *user_agent,
    size_t body_octets) {
    size_t capacity = goal == curl_probe_body ? body_octets : 0;
    struct curl_probe *probe = calloc(1, sizeof *probe + capacity);
    if (!probe) return NULL;
    probe->engine = engine;
    probe->token = token;
    probe->goal = goal;
    probe->connected_at = curl_probe_not_yet;
    probe->body_capacity = capacity;
    probe->connect_to = curl_slist_append(NULL, connect_to);
    probe->headers = curl_slist_append(NULL, host);
    probe->easy = curl_easy_init();
    if (!probe->connect_to || !probe->headers || !probe->easy) {
        discard(probe);
        return NULL;
    }
    set_options(probe, url, target, user_agent);
    if (curl_multi_add_handle(engine->multi, probe->easy) != CURLM_OK) {
        discard(probe);
        return NULL;
    }
    return probe;
}

void curl_probe_release(struct curl_probe_engine *engine, struct curl_probe *probe) {
    curl_multi_remove_handle(engine->multi, probe->easy);
    discard(probe);
}

uint64_t curl_probe_token(const struct curl_probe *probe) { return probe->token; }

int64_t curl_probe_microseconds_to(const struct curl_probe *probe, enum curl_probe_event event) {
    CURLINFO info = event == curl_probe_connected ? CURLINFO_CONNECT_TIME_T
                                                  : CURLINFO_STARTTRANSFER_TIME_T;
    curl_off_t microseconds = 0;
    curl_easy_getinfo(probe->easy, info, &microseconds);
    return microseconds;
}

struct curl_probe_received curl_probe_received(const struct curl_probe *probe) {
    return (struct curl_probe_received){
        .connected_at = probe->connected_at,
        .status = probe->status,
        .status_at = probe->status_at,
        .lacks_resources = probe->system_error != 0,
        .line = probe->line,
        .line_octets = probe->line_octets,
        .body = probe->body,
        .body_octets = probe->body_octets,
    };
}

enum curl_probe_end curl_probe_end_of(const struct curl_probe *probe) {
    if (probe->is_goal_reached) return curl_probe_goal_reached;
    if (probe->result == CURLE_OK) {
        // The whole body was shorter than what was waited for.
        bool has_what_it_needs = probe->goal == curl_probe_connection || probe->status;
        return has_what_it_needs ? curl_probe_goal_reached : curl_probe_closed;
    }
    if (probe->system_error) return curl_probe_no_resources;
    switch (probe->result) {
    case CURLE_COULDNT_CONNECT:
        return curl_probe_not_connected;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
        return curl_probe_tls_failed;
    case CURLE_WRITE_ERROR:
        // The only other end that the callbacks make.
        return curl_probe_headers_too_long;
    case CURLE_UNSUPPORTED_PROTOCOL:  // what libcurl calls HTTP/0.9 and anything else
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
        return curl_probe_not_http;
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
    case CURLE_SSL_ENGINE_INITFAILED:
        return curl_probe_no_resources;
    default:
        return curl_probe_closed;
    }
}

const char *curl_probe_end_text(const struct curl_probe *probe) {
    long code = probe->system_error;
    if (!code) curl_easy_getinfo(probe->easy, CURLINFO_OS_ERRNO, &code);
    const char *text = NULL;
    if (probe->system_error || probe->result == CURLE_COULDNT_CONNECT) {
        text = code ? strerrordesc_np((int)code) : NULL;
    } else if (probe->error[0]) {
        text = probe->error;
    }
    return text ? text : curl_easy_strerror(probe->result);
}

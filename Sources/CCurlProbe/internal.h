#ifndef C_CURL_PROBE_INTERNAL_H
#define C_CURL_PROBE_INTERNAL_H

#include <curl/curl.h>
#include <stdbool.h>

#include "CCurlProbe.h"

enum {
    // Of the status line only the reason phrase is of interest.
    line_capacity = 128,
    // Headers beyond this end a probe that waits for the body. Well-meant ones stay under 16 KiB,
    // the limit of common servers.
    header_limit = 65536,
};

struct curl_probe_engine {
    CURLM *multi;
    int epoll;    // watches the timer and the sockets of all probes
    int timer;    // when libcurl wants to be called without an event
    int64_t now;  // of the call in progress
};

struct curl_probe {
    CURL *easy;
    struct curl_probe_engine *engine;
    struct curl_slist *connect_to;
    struct curl_slist *headers;
    uint64_t token;
    enum curl_probe_goal goal;
    bool is_goal_reached;
    CURLcode result;      // once ended
    int system_error;     // the errno of a socket that could not be opened or watched, or 0
    size_t header_octets; // so far
    int64_t connected_at;
    int status;
    int64_t status_at;
    size_t line_octets;
    size_t body_octets;
    size_t body_capacity;
    char line[line_capacity];
    char error[CURL_ERROR_SIZE];
    uint8_t body[];       // `body_capacity` octets
};

#endif

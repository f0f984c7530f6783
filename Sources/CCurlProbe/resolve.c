#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>

#include "CCurlProbe.h"

// Two tries with short time-outs, instead of the usual 5 s each: a probe repeats in seconds anyway.
enum { first_timeout_seconds = 1, tries = 2 };

// The resolver's state belongs to the thread. It is read anew, so that a change of
// /etc/resolv.conf counts, which glibc does by itself only for a state that nobody changed.
static int prepare_resolver(void) {
    if (res_init() < 0) return EAI_SYSTEM;
    _res.retrans = first_timeout_seconds;
    _res.retry = tries;
    // The name is complete: no domain of a search list belongs behind it.
    _res.options &= ~(unsigned long)(RES_DEFNAMES | RES_DNSRCH);
    return 0;
}

int curl_probe_resolve_ipv4(const char *name, uint32_t *addresses, size_t capacity) {
    int code = prepare_resolver();
    if (code) return code;
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    code = getaddrinfo(name, NULL, &hints, &found);
    if (code) return code;
    size_t count = 0;
    for (struct addrinfo *each = found; each && count < capacity; each = each->ai_next) {
        const struct sockaddr_in *ipv4 = (const struct sockaddr_in *)each->ai_addr;
        addresses[count++] = ntohl(ipv4->sin_addr.s_addr);
    }
    freeaddrinfo(found);
    return (int)count;
}

enum curl_probe_resolve_trouble curl_probe_resolve_trouble_of(int code) {
    return code == EAI_MEMORY || code == EAI_SYSTEM ? curl_probe_own_trouble
                                                    : curl_probe_name_trouble;
}

const char *curl_probe_resolve_text(int code) { return gai_strerror(code); }

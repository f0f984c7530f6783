#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

// Events that one call takes from the kernel; more stay readable for the next call.
enum { events_at_once = 64 };

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;
static CURLcode curl_ready = CURLE_FAILED_INIT;

static void prepare_curl(void) { curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT); }

static struct curl_probe *probe_of(CURL *easy) {
    char *private = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
    return (struct curl_probe *)private;
}

// libcurl does not tell of a connection before the TLS handshake. But as long as it connects, it
// waits for a socket to be writable; then it writes, and waits to read.
static void note_connection(const struct curl_probe_engine *engine, CURL *easy, int wanted) {
    struct curl_probe *probe = probe_of(easy);
    if (wanted & CURL_POLL_IN && probe->connected_at == curl_probe_not_yet) {
        probe->connected_at = engine->now;
    }
}

// libcurl tells which events it waits for on a socket. `known` is what was assigned to the socket.
static int watch_socket(CURL *easy, curl_socket_t socket, int wanted, void *context, void *known) {
    struct curl_probe_engine *engine = context;
    if (wanted == CURL_POLL_REMOVE) {
        // Fails if the socket is closed already, and then there is nothing to remove.
        epoll_ctl(engine->epoll, EPOLL_CTL_DEL, socket, NULL);
        return 0;
    }
    note_connection(engine, easy, wanted);
    struct epoll_event event = {.data = {.fd = socket}};
    if (wanted & CURL_POLL_IN) event.events |= EPOLLIN;
    if (wanted & CURL_POLL_OUT) event.events |= EPOLLOUT;
    int operation = known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (epoll_ctl(engine->epoll, operation, socket, &event) < 0) {
        // To say so to libcurl would end all probes. This one will not move on any more.
        probe_of(easy)->system_error = errno;
        return 0;
    }
    curl_multi_assign(engine->multi, socket, engine);
    return 0;
}

static int set_timer(CURLM *multi, long milliseconds, void *context) {
    (void)multi;
    struct curl_probe_engine *engine = context;
    // All zero stops the timer; "at once" is therefore a nanosecond.
    struct itimerspec when = {0};
    if (milliseconds >= 0) {
        when.it_value.tv_sec = milliseconds / 1000;
        when.it_value.tv_nsec = milliseconds % 1000 * 1000000;
        if (milliseconds == 0) when.it_value.tv_nsec = 1;
    }
    return timerfd_settime(engine->timer, 0, &when, NULL);
}

struct curl_probe_engine *curl_probe_engine_create(void) {
    pthread_once(&curl_once, prepare_curl);
    if (curl_ready != CURLE_OK) return NULL;
    struct curl_probe_engine *engine = calloc(1, sizeof *engine);
    if (!engine) return NULL;
    engine->epoll = epoll_create1(EPOLL_CLOEXEC);
    engine->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    engine->multi = curl_multi_init();
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = engine->timer}};
    if (engine->epoll < 0 || engine->timer < 0 || !engine->multi ||
        epoll_ctl(engine->epoll, EPOLL_CTL_ADD, engine->timer, &event) < 0) {
        curl_probe_engine_destroy(engine);
        return NULL;
    }
    curl_multi_setopt(engine->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(engine->multi, CURLMOPT_SOCKETDATA, engine);
    curl_multi_setopt(engine->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(engine->multi, CURLMOPT_TIMERDATA, engine);
    return engine;
}

void curl_probe_engine_destroy(struct curl_probe_engine *engine) {
    if (engine->multi) curl_multi_cleanup(engine->multi);
    if (engine->timer >= 0) close(engine->timer);
    if (engine->epoll >= 0) close(engine->epoll);
    free(engine);
}

int curl_probe_engine_descriptor(const struct curl_probe_engine *engine) { return engine->epoll; }

void curl_probe_engine_advance(struct curl_probe_engine *engine, int64_t now) {
    engine->now = now;
    struct epoll_event events[events_at_once];
    int count = epoll_wait(engine->epoll, events, events_at_once, 0);
    for (int i = 0; i < count; i++) {
        int running;
        if (events[i].data.fd == engine->timer) {
            uint64_t expirations;
            if (read(engine->timer, &expirations, sizeof expirations) < 0) continue;
            curl_multi_socket_action(engine->multi, CURL_SOCKET_TIMEOUT, 0, &running);
            continue;
        }
        int ready = 0;
        if (events[i].events & EPOLLIN) ready |= CURL_CSELECT_IN;
        if (events[i].events & EPOLLOUT) ready |= CURL_CSELECT_OUT;
        if (events[i].events & (EPOLLERR | EPOLLHUP)) ready |= CURL_CSELECT_ERR;
        curl_multi_socket_action(engine->multi, events[i].data.fd, ready, &running);
    }
}

struct curl_probe *curl_probe_engine_next_ended(struct curl_probe_engine *engine) {
    CURLMsg *message;
    int remaining;
    while ((message = curl_multi_info_read(engine->multi, &remaining))) {
        if (message->msg != CURLMSG_DONE) continue;
        struct curl_probe *probe = probe_of(message->easy_handle);
        probe->result = message->data.result;
        return probe;
    }
    return NULL;
}

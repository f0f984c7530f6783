#define _GNU_SOURCE
#include "run.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { buffer_octets = 4 << 20, drain = 1000000000, between_expiries = 100000000 };
// Queries a second at which sleeping would upset the pace.
static const double spinning_rate = 5000;

volatile sig_atomic_t next_phase_wanted, end_wanted;

int connect_socket(int type, uint16_t port) {
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int opened = socket(AF_INET, type | SOCK_CLOEXEC, 0), yes = 1, octets = buffer_octets;
    if (type == SOCK_DGRAM) {
        setsockopt(opened, SOL_SOCKET, SO_RCVBUF, &octets, sizeof octets);
        setsockopt(opened, SOL_SOCKET, SO_SNDBUF, &octets, sizeof octets);
    }
    if (type == SOCK_STREAM) setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (opened < 0 || connect(opened, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("connect");
        exit(1);
    }
    return opened;
}

// Sleeps until a reply comes, at most a millisecond.
static void await_reply(const struct run *run) {
    struct pollfd polled[most_lanes];
    for (unsigned i = 0; i < run->lanes; i++) {
        polled[i] = (struct pollfd){.fd = run->lane[i].socket, .events = POLLIN};
    }
    poll(polled, run->lanes, 1);
}

static int is_anything_under_way(const struct run *run) {
    for (unsigned i = 0; i < run->lanes; i++) {
        if (run->lane[i].free_count < run->window) return 1;
    }
    return 0;
}

static unsigned queries_due(
    const struct run *run, const struct lane *lane, uint64_t sent, uint64_t now
) {
    if (now >= run->end) return 0;
    unsigned room = lane->free_count < batch_width ? lane->free_count : batch_width;
    if (run->rate == 0) return room;
    // One at a time, so that what is due spreads over the lanes.
    double due = (double)(now - run->tally.begun) * run->rate / 1e9 - (double)sent;
    return due >= 1 && room > 0 ? 1 : 0;
}

static void take_up_signals(struct run *run, uint64_t now) {
    if (next_phase_wanted) {
        next_phase_wanted = 0;
        tally_next_phase(&run->tally, now);
    }
    if (end_wanted && now < run->end) run->end = now;
}

void run_rounds(struct run *run, exchange exchange) {
    uint64_t now = monotonic_now(), sent = 0, next_expiry = now;
    while (now < run->end || (now < run->end + drain && is_anything_under_way(run))) {
        int is_idle = 1;
        for (unsigned i = 0; i < run->lanes; i++) {
            unsigned due = queries_due(run, &run->lane[i], sent, now);
            struct progress progress = exchange(run, i, due);
            sent += progress.sent;
            run->tally.now->sent += progress.sent;
            is_idle &= !progress.anything;
            if (run->rate > 0) now = monotonic_now();
        }
        // Who sends at a high rate watches the clock instead of sleeping.
        if (is_idle && (run->rate < spinning_rate || now >= run->end)) await_reply(run);
        now = monotonic_now();
        take_up_signals(run, now);
        if (now < next_expiry) continue;
        next_expiry = now + between_expiries;
        for (unsigned i = 0; i < run->lanes; i++) lane_expire(&run->lane[i], now, 0, &run->tally);
    }
    for (unsigned i = 0; i < run->lanes; i++) lane_expire(&run->lane[i], now, 1, &run->tally);
    run->tally.ended = now < run->end ? now : run->end;
}

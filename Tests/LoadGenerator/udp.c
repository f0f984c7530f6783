#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "run.h"

enum { longest_reply = 1500 };

static uint8_t replies[batch_width][longest_reply];
static struct iovec reply_parts[batch_width], query_parts[batch_width];
static struct mmsghdr incoming[batch_width], outgoing[batch_width];

static void prepare_batches(void) {
    for (unsigned i = 0; i < batch_width; i++) {
        reply_parts[i] = (struct iovec){replies[i], longest_reply};
        incoming[i].msg_hdr = (struct msghdr){.msg_iov = &reply_parts[i], .msg_iovlen = 1};
        outgoing[i].msg_hdr = (struct msghdr){.msg_iov = &query_parts[i], .msg_iovlen = 1};
    }
}

static int receive(struct lane *lane, struct tally *tally) {
    int count = recvmmsg(lane->socket, incoming, batch_width, MSG_DONTWAIT, NULL);
    if (count <= 0) return 0;
    uint64_t now = monotonic_now();
    for (int i = 0; i < count; i++) {
        lane_settle(lane, replies[i], incoming[i].msg_len, now, tally);
    }
    return count;
}

static unsigned send_queries(struct run *run, struct lane *lane, unsigned count) {
    const struct query *launched[batch_width];
    uint64_t now = monotonic_now();
    for (unsigned i = 0; i < count; i++) {
        struct query *query = lane_launch(lane, &run->pool, now);
        query_parts[i] = (struct iovec){query->message, query->length};
        launched[i] = query;
    }
    int sent = sendmmsg(lane->socket, outgoing, count, MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != ECONNREFUSED && errno != ENOBUFS) {
        perror("sendmmsg");
        exit(1);
    }
    unsigned done = sent < 0 ? 0 : (unsigned)sent;
    for (unsigned i = count; i > done; i--) lane_recall(lane, launched[i - 1]);
    return done;
}

static struct progress exchange_datagrams(struct run *run, unsigned number, unsigned due) {
    struct lane *lane = &run->lane[number];
    int received = receive(lane, &run->tally);
    unsigned sent = due == 0 ? 0 : send_queries(run, lane, due);
    return (struct progress){sent, received > 0 || sent > 0};
}

void run_over_udp(struct run *run) {
    prepare_batches();
    for (unsigned i = 0; i < run->lanes; i++) {
        lane_open(&run->lane[i], connect_socket(SOCK_DGRAM, run->port), run->window);
    }
    run_rounds(run, exchange_datagrams);
}

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "run.h"

enum { prefix_length = 2, input_room = 65536, output_room = widest_window * sizeof(struct query) };

// The octets of a connection that are not a whole message yet, or not sent yet.
struct stream {
    unsigned input_length, output_length;
    uint8_t input[input_room], output[output_room];
};

static struct stream streams[most_lanes];

static void end_if_broken(const char *call, ssize_t result) {
    if (result > 0 || (result < 0 && (errno == EAGAIN || errno == EINTR))) return;
    if (result == 0) errno = ECONNRESET;
    perror(call);
    exit(1);
}

static int receive(struct lane *lane, struct stream *stream, struct tally *tally) {
    ssize_t got = read(
        lane->socket, stream->input + stream->input_length, input_room - stream->input_length
    );
    end_if_broken("read", got);
    if (got < 0) return 0;
    stream->input_length += (unsigned)got;
    uint64_t now = monotonic_now();
    unsigned start = 0;
    while (stream->input_length - start >= prefix_length) {
        const uint8_t *frame = stream->input + start;
        unsigned length = (unsigned)frame[0] << 8 | frame[1];
        if (stream->input_length - start < prefix_length + length) break;
        lane_settle(lane, frame + prefix_length, length, now, tally);
        start += prefix_length + length;
    }
    stream->input_length -= start;
    memmove(stream->input, stream->input + start, stream->input_length);
    return 1;
}

static void line_up(struct run *run, struct lane *lane, struct stream *stream, unsigned count) {
    uint64_t now = monotonic_now();
    for (unsigned i = 0; i < count; i++) {
        const struct query *query = lane_launch(lane, &run->pool, now);
        unsigned length = prefix_length + query->length;
        memcpy(stream->output + stream->output_length, query->length_prefix, length);
        stream->output_length += length;
    }
}

static int send_lined_up(struct lane *lane, struct stream *stream) {
    if (stream->output_length == 0) return 0;
    ssize_t sent = write(lane->socket, stream->output, stream->output_length);
    end_if_broken("write", sent);
    if (sent < 0) return 0;
    stream->output_length -= (unsigned)sent;
    memmove(stream->output, stream->output + sent, stream->output_length);
    return 1;
}

static struct progress exchange_messages(struct run *run, unsigned number, unsigned due) {
    struct lane *lane = &run->lane[number];
    struct stream *stream = &streams[number];
    int received = receive(lane, stream, &run->tally);
    line_up(run, lane, stream, due);
    int sent = send_lined_up(lane, stream);
    return (struct progress){due, received || sent};
}

void run_over_tcp(struct run *run) {
    for (unsigned i = 0; i < run->lanes; i++) {
        int socket = connect_socket(SOCK_STREAM, run->port);
        fcntl(socket, F_SETFL, O_NONBLOCK);
        lane_open(&run->lane[i], socket, run->window);
    }
    run_rounds(run, exchange_messages);
}

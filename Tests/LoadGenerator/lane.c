#include "lane.h"

#include <string.h>

enum { header_length = 12, rr_head = 10, patience = 1000000000 };

void lane_open(struct lane *lane, int socket, unsigned window) {
    memset(lane, 0, sizeof *lane);
    lane->socket = socket;
    while (lane->free_count < window) {
        lane->free_flights[lane->free_count] = (uint8_t)lane->free_count;
        lane->free_count++;
    }
}

struct query *lane_launch(struct lane *lane, struct pool *pool, uint64_t now) {
    uint8_t number = lane->free_flights[--lane->free_count];
    struct flight *flight = &lane->flights[number];
    struct query *query = pool_next(pool);
    *flight = (struct flight){query, now, (uint8_t)(flight->use + 1), 1};
    query->message[0] = flight->use;
    query->message[1] = number;
    return query;
}

static void free_flight(struct lane *lane, uint8_t number) {
    lane->flights[number].is_under_way = 0;
    lane->free_flights[lane->free_count++] = number;
}

void lane_recall(struct lane *lane, const struct query *query) {
    free_flight(lane, query->message[1]);
}

static int has_rdata(const uint8_t *rr, size_t room, const struct rdata *rdata) {
    return room >= (size_t)rr_head + rdata->length && rr[8] == 0 && rr[9] == rdata->length &&
           memcmp(rr + rr_head, rdata->octets, rdata->length) == 0;
}

static enum verdict judge_answer(const struct query *query, const uint8_t *reply, size_t length) {
    int has_answer = (reply[6] | reply[7]) != 0;
    if (query->due == no_answer) return has_answer ? wrong_answer : answered_former;
    if (!has_answer) return wrong_answer;
    if (query->due == any_answer) return answered_former;
    size_t offset = query->question_end;
    while (offset < length && reply[offset] != 0 && reply[offset] < 0xc0) {
        offset += reply[offset] + 1u;
    }
    offset += offset < length && reply[offset] >= 0xc0 ? 2 : 1;
    if (offset > length) return wrong_answer;
    const uint8_t *rr = reply + offset;
    if (has_rdata(rr, length - offset, &query->former)) return answered_former;
    if (query->due != former_or_new) return wrong_answer;
    return has_rdata(rr, length - offset, &query->latter) ? answered_new : wrong_answer;
}

void lane_settle(
    struct lane *lane, const uint8_t *reply, size_t length, uint64_t now, struct tally *tally
) {
    struct flight *flight = length < header_length ? NULL : &lane->flights[reply[1]];
    if (flight == NULL || !flight->is_under_way || flight->use != reply[0]) {
        tally->now->strays++;
        return;
    }
    const struct query *query = flight->query;
    int is_reply = (reply[2] & 0x80) != 0 && (reply[3] & 15) == query->rcode;
    enum verdict verdict = is_reply ? judge_answer(query, reply, length) : wrong_rcode;
    tally_reply(tally, verdict, flight->sent, now);
    free_flight(lane, reply[1]);
}

void lane_expire(struct lane *lane, uint64_t now, int must_end, struct tally *tally) {
    for (unsigned number = 0; number < widest_window; number++) {
        struct flight *flight = &lane->flights[number];
        if (!flight->is_under_way || (!must_end && now - flight->sent < patience)) continue;
        flight->use++;
        free_flight(lane, (uint8_t)number);
        tally->now->lost++;
    }
}

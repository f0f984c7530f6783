// A socket, and the queries that are under way on it.
#ifndef LANE_H
#define LANE_H

#include "pool.h"
#include "tally.h"

enum { most_lanes = 64, widest_window = 256 };

// The ID of a query is the number of its flight, and how often that number has been used: so a
// reply that comes twice, or too late, is told from the one that is awaited.
struct flight {
    const struct query *query;
    uint64_t sent;
    uint8_t use;
    uint8_t is_under_way;
};

struct lane {
    int socket;
    unsigned free_count;
    uint8_t free_flights[widest_window];
    struct flight flights[widest_window];
};

void lane_open(struct lane *lane, int socket, unsigned window);
// The next query, with its ID set; the message is valid until this is called again. There must be
// a free flight.
struct query *lane_launch(struct lane *lane, struct pool *pool, uint64_t now);
// Takes back a query that could not be sent.
void lane_recall(struct lane *lane, const struct query *query);
void lane_settle(
    struct lane *lane, const uint8_t *reply, size_t length, uint64_t now, struct tally *tally
);
// Gives up queries that have waited for a second; all of them when `must_end`.
void lane_expire(struct lane *lane, uint64_t now, int must_end, struct tally *tally);

#endif

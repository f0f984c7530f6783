// What came back, counted by phase.
#ifndef TALLY_H
#define TALLY_H

#include <stdint.h>
#include <stdio.h>

enum verdict { answered_former, answered_new, wrong_rcode, wrong_answer, verdict_count };

enum { most_phases = 8, histogram_length = 64 * 64 };

struct phase {
    uint64_t begun;
    uint64_t sent;
    uint64_t verdicts[verdict_count];
    uint64_t lost;     // no reply within a second
    uint64_t strays;   // a reply to no query, or a second one to the same
    uint64_t longest_gap;  // nanoseconds without a reply
    uint64_t last_reply;
    uint64_t histogram[histogram_length];  // of latencies, 64 steps to each doubling
};

struct tally {
    struct phase phases[most_phases];
    struct phase *now;
    uint64_t begun, ended;
    uint64_t first_new, last_former;  // when, monotonic nanoseconds; 0: never
};

uint64_t monotonic_now(void);
void tally_begin(struct tally *tally, uint64_t now);
void tally_next_phase(struct tally *tally, uint64_t now);
void tally_reply(struct tally *tally, enum verdict verdict, uint64_t sent, uint64_t now);
void tally_print(const struct tally *tally, FILE *out);

#endif

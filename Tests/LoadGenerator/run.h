// One run of the generator: what is sent where, how fast and for how long.
#ifndef RUN_H
#define RUN_H

#include <signal.h>

#include "lane.h"

struct run {
    uint16_t port;
    unsigned lanes;
    unsigned window;  // queries under way on each lane
    double rate;      // queries a second; 0: as fast as the replies come
    uint64_t end;     // when sending ends
    struct pool pool;
    struct tally tally;
    struct lane lane[most_lanes];
};

enum { batch_width = 64 };

// Set by the handlers of SIGUSR1 and SIGTERM.
extern volatile sig_atomic_t next_phase_wanted, end_wanted;

int connect_socket(int type, uint16_t port);
// Lets `exchange` receive on each lane what has come, and send at most as many queries as it is
// told; it says how many it sent, and whether anything happened. Ends after the time is up and
// every query has its reply, or a second later.
struct progress {
    unsigned sent;
    int anything;
};
typedef struct progress (*exchange)(struct run *run, unsigned lane, unsigned due);
void run_rounds(struct run *run, exchange exchange);

void run_over_udp(struct run *run);
void run_over_tcp(struct run *run);

#endif

// A load generator for authoritative name servers on loopback, with one thread.
//
//     loadgen [-T] [-l LANES] [-w WINDOW] [-r RATE] PORT SECONDS QUERIES
//
// Sends the queries of the file QUERIES (its form: pool.h) for SECONDS, over UDP, or with -T over
// TCP, from LANES sockets (8) with at most WINDOW (16) queries under way on each: as fast as the
// replies come, or RATE a second. Judges every reply: its ID, RCODE and answer. SIGUSR1 begins a
// new phase, which is counted for itself; SIGTERM ends the run. Prints the tally as a line of JSON.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "run.h"

enum { longest_run = 600 };

static const char usage[] = "loadgen [-T] [-l LANES] [-w WINDOW] [-r RATE] PORT SECONDS QUERIES";

static struct run run;

static void note_signal(int number) {
    if (number == SIGUSR1) {
        next_phase_wanted = 1;
    } else {
        end_wanted = 1;
    }
}

static int read_arguments(int count, char **arguments, int *is_tcp, double *seconds) {
    run.lanes = 8;
    run.window = 16;
    for (int option; (option = getopt(count, arguments, "Tl:w:r:")) != -1;) {
        switch (option) {
            case 'T': *is_tcp = 1; break;
            case 'l': run.lanes = (unsigned)atoi(optarg); break;
            case 'w': run.window = (unsigned)atoi(optarg); break;
            case 'r': run.rate = atof(optarg); break;
            default: return 0;
        }
    }
    if (count - optind != 3) return 0;
    run.port = (uint16_t)atoi(arguments[optind]);
    *seconds = atof(arguments[optind + 1]);
    return run.port != 0 && *seconds > 0 && *seconds <= longest_run && run.rate >= 0 &&
           run.lanes >= 1 && run.lanes <= most_lanes && run.window >= 1 &&
           run.window <= widest_window;
}

int main(int count, char **arguments) {
    int is_tcp = 0;
    double seconds = 0;
    if (!read_arguments(count, arguments, &is_tcp, &seconds)) {
        fprintf(stderr, "usage: %s\n", usage);
        return 2;
    }
    pool_read(&run.pool, arguments[optind + 2]);
    struct sigaction action = {.sa_handler = note_signal};
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    tally_begin(&run.tally, monotonic_now());
    run.end = run.tally.begun + (uint64_t)(seconds * 1e9);
    if (is_tcp) {
        run_over_tcp(&run);
    } else {
        run_over_udp(&run);
    }
    tally_print(&run.tally, stdout);
    return 0;
}

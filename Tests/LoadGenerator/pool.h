// The queries that are sent, in turn and again from the start, each with what must come back.
#ifndef POOL_H
#define POOL_H

#include <stddef.h>
#include <stdint.h>

enum { longest_query = 124, longest_rdata = 30 };

struct rdata {
    uint8_t length;
    uint8_t octets[longest_rdata];
};

enum answer_due {
    no_answer,      // the answer section must be empty
    any_answer,     // it must not be
    known_answer,   // its first RDATA must be `former`
    former_or_new,  // or `latter`: of a state that changes during the run
};

struct query {
    uint8_t length_prefix[2];  // for TCP; the message follows it without a gap
    uint8_t message[longest_query];
    uint8_t length;
    uint8_t question_end;
    uint8_t rcode;
    uint8_t due;
    struct rdata former, latter;
};

struct pool {
    struct query *queries;
    size_t count;
    size_t next;
};

// Reads a file with a query a line: the message in hexadecimal digits, the RCODE due, the answer
// due ("-" none, "*" any, else the RDATA in hexadecimal digits), and maybe a second answer.
// Ends the program with a message when the file cannot be read or makes no sense.
void pool_read(struct pool *pool, const char *path);
struct query *pool_next(struct pool *pool);

#endif

#include "pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { header_length = 12, question_tail = 4, longest_line = 512 };
enum { least_queries = 256, most_queries = 1 << 20 };

static void refuse(const char *path, size_t line, const char *what) {
    fprintf(stderr, "%s:%zu: %s\n", path, line, what);
    exit(2);
}

// How many octets the digits make, or -1.
static int from_hexadecimal(const char *digits, uint8_t *octets, size_t room) {
    size_t length = strlen(digits);
    if (length % 2 != 0 || length / 2 > room) return -1;
    for (size_t i = 0; i < length / 2; i++) {
        unsigned octet;
        if (sscanf(digits + 2 * i, "%2x", &octet) != 1) return -1;
        octets[i] = (uint8_t)octet;
    }
    return (int)(length / 2);
}

static int read_rdata(struct rdata *rdata, const char *digits) {
    int length = from_hexadecimal(digits, rdata->octets, sizeof rdata->octets);
    rdata->length = (uint8_t)(length < 0 ? 0 : length);
    return length > 0;
}

static int read_answers(struct query *query, const char *first, const char *second) {
    if (second == NULL && strcmp(first, "-") == 0) {
        query->due = no_answer;
    } else if (second == NULL && strcmp(first, "*") == 0) {
        query->due = any_answer;
    } else {
        if (!read_rdata(&query->former, first)) return 0;
        if (second != NULL && !read_rdata(&query->latter, second)) return 0;
        query->due = second != NULL ? former_or_new : known_answer;
    }
    return 1;
}

static int find_question_end(const struct query *query) {
    size_t offset = header_length;
    while (offset < query->length && query->message[offset] != 0) {
        offset += query->message[offset] + 1u;
    }
    offset += 1 + question_tail;
    return offset <= query->length ? (int)offset : -1;
}

static const char *read_query(struct query *query, char *line) {
    char *message = strtok(line, " \n"), *rcode = strtok(NULL, " \n");
    char *first = strtok(NULL, " \n"), *second = strtok(NULL, " \n");
    if (first == NULL) return "expected QUERY RCODE ANSWER [ANSWER]";
    int length = from_hexadecimal(message, query->message, sizeof query->message);
    if (length < header_length) return "no query, or a longer one than there is room for";
    query->length = (uint8_t)length;
    query->length_prefix[1] = (uint8_t)length;
    query->rcode = (uint8_t)atoi(rcode);
    int end = find_question_end(query);
    if (end < 0) return "the query has no question";
    query->question_end = (uint8_t)end;
    return read_answers(query, first, second) ? NULL : "an answer makes no sense";
}

void pool_read(struct pool *pool, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    *pool = (struct pool){.queries = calloc(most_queries, sizeof(struct query))};
    if (pool->queries == NULL) refuse(path, 0, "no memory");
    char line[longest_line];
    while (pool->count < most_queries && fgets(line, sizeof line, file) != NULL) {
        const char *problem = read_query(&pool->queries[pool->count++], line);
        if (problem != NULL) refuse(path, pool->count, problem);
    }
    fclose(file);
    if (pool->count == 0) refuse(path, 0, "no queries");
    // The queries of a batch carry IDs of their own, so each needs octets of its own.
    for (size_t i = 0; pool->count < least_queries; i++) {
        pool->queries[pool->count++] = pool->queries[i];
    }
}

struct query *pool_next(struct pool *pool) {
    struct query *query = &pool->queries[pool->next];
    pool->next = pool->next + 1 == pool->count ? 0 : pool->next + 1;
    return query;
}

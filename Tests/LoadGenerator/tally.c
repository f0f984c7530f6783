#include "tally.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

uint64_t monotonic_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void begin_phase(struct phase *phase, uint64_t now) {
    memset(phase, 0, sizeof *phase);
    phase->begun = now;
    phase->last_reply = now;
}

void tally_begin(struct tally *tally, uint64_t now) {
    memset(tally, 0, sizeof *tally);
    tally->begun = now;
    tally->now = tally->phases;
    begin_phase(tally->now, now);
}

void tally_next_phase(struct tally *tally, uint64_t now) {
    if (tally->now + 1 < tally->phases + most_phases) begin_phase(++tally->now, now);
}

// Values below 64 have a place each; above, each doubling has 64.
static unsigned place_of(uint64_t value) {
    if (value < 64) return (unsigned)value;
    unsigned exponent = 63u - (unsigned)__builtin_clzll(value);
    return (exponent - 5) * 64 + ((value >> (exponent - 6)) & 63);
}

static uint64_t value_at(unsigned place) {
    if (place < 64) return place;
    return (64ull + place % 64) << (place / 64 - 1);
}

void tally_reply(struct tally *tally, enum verdict verdict, uint64_t sent, uint64_t now) {
    struct phase *phase = tally->now;
    phase->verdicts[verdict]++;
    phase->histogram[place_of(now - sent)]++;
    if (now - phase->last_reply > phase->longest_gap) phase->longest_gap = now - phase->last_reply;
    phase->last_reply = now;
    if (verdict == answered_new && tally->first_new == 0) tally->first_new = now;
    if (verdict == answered_former) tally->last_former = now;
}

static double percentile(const struct phase *phase, uint64_t replies, double share) {
    uint64_t rank = (uint64_t)(share * (double)replies), passed = 0;
    for (unsigned place = 0; place < histogram_length; place++) {
        passed += phase->histogram[place];
        if (passed > rank) return (double)value_at(place) / 1000;
    }
    return 0;
}

static void print_phase(const struct phase *phase, uint64_t end, FILE *out) {
    uint64_t replies = 0;
    for (unsigned i = 0; i < verdict_count; i++) replies += phase->verdicts[i];
    // The silence at the end counts too; the last replies may come after the end.
    uint64_t silence = end > phase->last_reply ? end - phase->last_reply : 0;
    uint64_t gap = silence > phase->longest_gap ? silence : phase->longest_gap;
    fprintf(out, "{\"seconds\": %.6f, \"sent\": %" PRIu64 ", \"replies\": %" PRIu64,
            (double)(end - phase->begun) / 1e9, phase->sent, replies);
    fprintf(out, ", \"former\": %" PRIu64 ", \"new\": %" PRIu64 ", \"wrong_rcode\": %" PRIu64,
            phase->verdicts[answered_former], phase->verdicts[answered_new],
            phase->verdicts[wrong_rcode]);
    fprintf(out, ", \"wrong_answer\": %" PRIu64 ", \"lost\": %" PRIu64 ", \"strays\": %" PRIu64,
            phase->verdicts[wrong_answer], phase->lost, phase->strays);
    fprintf(out, ", \"gap_ms\": %.3f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"p999_us\": %.1f}",
            (double)gap / 1e6, percentile(phase, replies, 0.5), percentile(phase, replies, 0.99),
            percentile(phase, replies, 0.999));
}

void tally_print(const struct tally *tally, FILE *out) {
    fprintf(out, "{\"begun\": %.6f, \"first_new\": %.6f, \"last_former\": %.6f, \"phases\": [",
            (double)tally->begun / 1e9, (double)tally->first_new / 1e9,
            (double)tally->last_former / 1e9);
    for (const struct phase *phase = tally->phases; phase <= tally->now; phase++) {
        if (phase != tally->phases) fprintf(out, ", ");
        print_phase(phase, phase == tally->now ? tally->ended : phase[1].begun, out);
    }
    fprintf(out, "]}\n");
}

#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "internal.h"

// Room for one IP_PKTINFO or IPV6_PKTINFO message.
union control {
    struct cmsghdr alignment;
    uint8_t ipv4[CMSG_SPACE(sizeof(struct in_pktinfo))];
    uint8_t ipv6[CMSG_SPACE(sizeof(struct in6_pktinfo))];
};

struct linux_batch {
    unsigned width;
    unsigned received;
    unsigned lined_up;
    uint8_t *queries;
    uint8_t *replies;  // one behind the other, so that a batch of them takes few pages and lines
    size_t replies_end;
    struct linux_datagram *datagrams;
    struct mmsghdr *incoming;
    struct mmsghdr *outgoing;
    struct iovec *incoming_parts;
    struct iovec *outgoing_parts;
    union address *peers;
    union control *controls;
};

// Buffers lie this much further apart than they are long. At a distance of exactly 4096 the heads
// of all buffers, the only part a short message touches, would share one set of the L1 cache.
enum { stagger = 128 };

static void forget_received(struct linux_batch *batch, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        struct msghdr *header = &batch->incoming[i].msg_hdr;
        header->msg_namelen = sizeof batch->peers[i];
        header->msg_controllen = sizeof batch->controls[i];
        header->msg_flags = 0;
    }
}

struct linux_batch *linux_batch_create(unsigned width, size_t query_octets, size_t reply_octets) {
    struct linux_batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL) return NULL;
    batch->width = width;
    batch->queries = calloc(width, query_octets + stagger);
    batch->replies = calloc(width, reply_octets);
    batch->datagrams = calloc(width, sizeof *batch->datagrams);
    batch->incoming = calloc(width, sizeof *batch->incoming);
    batch->outgoing = calloc(width, sizeof *batch->outgoing);
    batch->incoming_parts = calloc(width, sizeof *batch->incoming_parts);
    batch->outgoing_parts = calloc(width, sizeof *batch->outgoing_parts);
    batch->peers = calloc(width, sizeof *batch->peers);
    batch->controls = calloc(width, sizeof *batch->controls);
    if (!batch->queries || !batch->replies || !batch->datagrams || !batch->incoming ||
        !batch->outgoing || !batch->incoming_parts || !batch->outgoing_parts || !batch->peers ||
        !batch->controls) {
        linux_batch_destroy(batch);
        return NULL;
    }
    for (unsigned i = 0; i < width; i++) {
        uint8_t *query = batch->queries + i * (query_octets + stagger);
        batch->datagrams[i].query = query;
        batch->incoming_parts[i] = (struct iovec){query, query_octets};
        struct msghdr *header = &batch->incoming[i].msg_hdr;
        header->msg_name = &batch->peers[i];
        header->msg_iov = &batch->incoming_parts[i];
        header->msg_iovlen = 1;
        header->msg_control = &batch->controls[i];
        batch->outgoing[i].msg_hdr.msg_iov = &batch->outgoing_parts[i];
        batch->outgoing[i].msg_hdr.msg_iovlen = 1;
    }
    forget_received(batch, width);
    return batch;
}

void linux_batch_destroy(struct linux_batch *batch) {
    free(batch->queries);
    free(batch->replies);
    free(batch->datagrams);
    free(batch->incoming);
    free(batch->outgoing);
    free(batch->incoming_parts);
    free(batch->outgoing_parts);
    free(batch->peers);
    free(batch->controls);
    free(batch);
}

struct linux_datagram *linux_batch_datagrams(struct linux_batch *batch) { return batch->datagrams; }

uint8_t *linux_batch_reply_room(struct linux_batch *batch) {
    return batch->replies + batch->replies_end;
}

void linux_batch_set_reply(struct linux_batch *batch, unsigned index, uint32_t length) {
    batch->datagrams[index].reply_length = length;
    batch->replies_end += length;
}

int linux_batch_receive(struct linux_batch *batch, int descriptor, enum linux_wait wait) {
    forget_received(batch, batch->received);
    batch->received = 0;
    batch->lined_up = 0;
    batch->replies_end = 0;
    int flags = wait == linux_wait_for_one ? MSG_WAITFORONE : MSG_DONTWAIT;
    int count = recvmmsg(descriptor, batch->incoming, batch->width, flags, NULL);
    if (count < 0) return -errno;
    batch->received = (unsigned)count;
    for (int i = 0; i < count; i++) {
        struct linux_datagram *datagram = &batch->datagrams[i];
        endpoint_read(&datagram->peer, &batch->peers[i]);
        datagram->query_length = batch->incoming[i].msg_len;
        datagram->reply_length = 0;
        datagram->is_truncated = (batch->incoming[i].msg_hdr.msg_flags & MSG_TRUNC) != 0;
    }
    return count;
}

// The reply leaves from the address that was asked. The interface is cleared, so that the routing
// tables decide, except for link-local addresses, which mean nothing without it (RFC 4007 §6).
static void turn_around(struct msghdr *header) {
    struct cmsghdr *control = CMSG_FIRSTHDR(header);
    if (control == NULL) return;
    if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
        ((struct in_pktinfo *)CMSG_DATA(control))->ipi_ifindex = 0;
    } else if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
        struct in6_pktinfo *info = (struct in6_pktinfo *)CMSG_DATA(control);
        if (!IN6_IS_ADDR_LINKLOCAL(&info->ipi6_addr)) info->ipi6_ifindex = 0;
    }
}

unsigned linux_batch_line_up(struct linux_batch *batch) {
    unsigned count = 0;
    uint8_t *reply = batch->replies;
    for (unsigned i = 0; i < batch->received; i++) {
        uint32_t length = batch->datagrams[i].reply_length;
        if (length == 0) continue;
        struct msghdr *asked = &batch->incoming[i].msg_hdr;
        struct msghdr *header = &batch->outgoing[count].msg_hdr;
        batch->outgoing_parts[count] = (struct iovec){reply, length};
        header->msg_name = asked->msg_name;
        header->msg_namelen = asked->msg_namelen;
        header->msg_control = asked->msg_control;
        header->msg_controllen = asked->msg_controllen;
        if (header->msg_controllen != 0) turn_around(header);
        reply += length;
        count++;
    }
    batch->lined_up = count;
    return count;
}

int linux_batch_send(struct linux_batch *batch, int descriptor, unsigned first) {
    unsigned count = batch->lined_up - first;
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    int sent = sendmmsg(descriptor, batch->outgoing + first, count, flags);
    return sent < 0 ? -errno : sent;
}

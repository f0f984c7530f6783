#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "internal.h"

// Room for one IP_PKTINFO or IPV6_PKTINFO message.
union control {
    struct cmsghdr alignment;
    uint8_t ipv4[CMSG_SPACE(sizeof(struct in_pktinfo))];
    uint8_t ipv6[CMSG_SPACE(sizeof(struct in6_pktinfo))];
};

// Buffers lie this much further apart than they are long. At a distance of exactly 4096 the heads
// of all buffers, the only part a short message touches, would share one set of the L1 cache.
enum { stagger = 128, cache_line = 64 };

struct linux_batch {
    unsigned received;
    unsigned lined_up;
    struct linux_datagram datagrams[linux_batch_width];
    struct mmsghdr incoming[linux_batch_width];
    struct mmsghdr outgoing[linux_batch_width];
    struct iovec incoming_parts[linux_batch_width];
    struct iovec outgoing_parts[linux_batch_width];
    union address peers[linux_batch_width];
    union control controls[linux_batch_width];
    uint8_t queries[linux_batch_width][linux_query_octets + stagger];
    uint8_t replies[linux_batch_width][linux_reply_octets + stagger];
    // A multiple of the alignment long: no line is shared with anybody else's memory, so that
    // threads do not slow each other down.
} __attribute__((aligned(cache_line)));

static void forget_received(struct linux_batch *batch, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        struct msghdr *header = &batch->incoming[i].msg_hdr;
        header->msg_namelen = sizeof batch->peers[i];
        header->msg_controllen = sizeof batch->controls[i];
        header->msg_flags = 0;
    }
}

struct linux_batch *linux_batch_create(void) {
    struct linux_batch *batch = aligned_alloc(cache_line, sizeof *batch);
    if (batch == NULL) return NULL;
    // The buffers themselves take memory only once, and as far as, they are used.
    memset(batch, 0, offsetof(struct linux_batch, queries));
    for (unsigned i = 0; i < linux_batch_width; i++) {
        batch->datagrams[i].query = batch->queries[i];
        batch->datagrams[i].reply = batch->replies[i];
        batch->incoming_parts[i] = (struct iovec){batch->queries[i], linux_query_octets};
        struct msghdr *header = &batch->incoming[i].msg_hdr;
        header->msg_name = &batch->peers[i];
        header->msg_iov = &batch->incoming_parts[i];
        header->msg_iovlen = 1;
        header->msg_control = &batch->controls[i];
        batch->outgoing[i].msg_hdr.msg_iov = &batch->outgoing_parts[i];
        batch->outgoing[i].msg_hdr.msg_iovlen = 1;
    }
    forget_received(batch, linux_batch_width);
    return batch;
}

void linux_batch_destroy(struct linux_batch *batch) { free(batch); }

struct linux_datagram *linux_batch_datagrams(struct linux_batch *batch) { return batch->datagrams; }

int linux_batch_receive(struct linux_batch *batch, int descriptor, enum linux_wait wait) {
    forget_received(batch, batch->received);
    batch->received = 0;
    batch->lined_up = 0;
    int flags = wait == linux_wait_for_one ? MSG_WAITFORONE : MSG_DONTWAIT;
    int count = recvmmsg(descriptor, batch->incoming, linux_batch_width, flags, NULL);
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
    for (unsigned i = 0; i < batch->received; i++) {
        const struct linux_datagram *datagram = &batch->datagrams[i];
        if (datagram->reply_length == 0) continue;
        struct msghdr *asked = &batch->incoming[i].msg_hdr;
        struct msghdr *header = &batch->outgoing[count].msg_hdr;
        batch->outgoing_parts[count] = (struct iovec){datagram->reply, datagram->reply_length};
        header->msg_name = asked->msg_name;
        header->msg_namelen = asked->msg_namelen;
        header->msg_control = asked->msg_control;
        header->msg_controllen = asked->msg_controllen;
        if (header->msg_controllen != 0) turn_around(header);
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

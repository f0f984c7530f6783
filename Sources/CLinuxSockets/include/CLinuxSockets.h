// Linux socket calls that Glibc's Swift module does not show, or only through pointers and unions.
// Every call that can fail returns a negative errno. This header declares only what is ours, so
// that it does not depend on feature macros; the .c file defines _GNU_SOURCE.
#ifndef C_LINUX_SOCKETS_H
#define C_LINUX_SOCKETS_H

#include <stddef.h>
#include <stdint.h>

// An address and a port, all in host order. An IPv4 address stands in the low half of `low`.
struct linux_endpoint {
    uint64_t high;
    uint64_t low;
    uint32_t scope;
    uint16_t port;
    uint8_t family;  // 4, 6, or 0: none
};

enum linux_kind { linux_datagram_socket, linux_stream_socket };

enum linux_option {
    linux_reuse_address,
    linux_reuse_port,
    linux_only_ipv6,
    linux_packet_info_ipv4,
    linux_packet_info_ipv6,
    linux_mtu_ipv6,
    linux_no_delay,
};

// Stream sockets are opened non-blocking, datagram sockets blocking; both close on exec.
int linux_socket_open(int family, enum linux_kind kind);
int linux_socket_set(int descriptor, enum linux_option option, int value);
int linux_socket_get(int descriptor, enum linux_option option);
// Neither path MTU discovery nor forged ICMP messages shape what is sent (RFC 9715).
int linux_socket_ignore_path_mtu(int descriptor, int family);
// 1 once the socket has room for what is sent, 0 if it has none in this time.
int linux_socket_await_room(int descriptor, int milliseconds);
// Asks for buffers beyond the system's limit where that is allowed, else for as much as it grants.
int linux_socket_set_buffers(int descriptor, int receive_octets, int send_octets);
int linux_socket_set_receive_timeout(int descriptor, int milliseconds);
// How many datagrams were dropped for want of room in the receive queue, modulo 2^32: what
// SO_RXQ_OVFL would tell with every datagram.
int64_t linux_socket_receive_drops(int descriptor);
int linux_socket_bind(int descriptor, struct linux_endpoint endpoint);
int linux_socket_listen(int descriptor, int backlog);
// Family 0 if the address cannot be told.
struct linux_endpoint linux_socket_local(int descriptor);

struct linux_accepted {
    int descriptor;
    struct linux_endpoint peer;
};
struct linux_accepted linux_socket_accept(int descriptor);

// Waiting on several descriptors, each known by a number of the caller's choice.
enum { linux_ready_capacity = 64 };
enum linux_interest { linux_until_readable, linux_until_writable };
struct linux_ready {
    int count;
    uint32_t tokens[linux_ready_capacity];
};
// Swift sees an array of C as a tuple without a subscript.
static inline uint32_t linux_ready_token(struct linux_ready ready, int index) {
    return ready.tokens[index];
}
int linux_epoll_create(void);
// A new descriptor is watched until it is readable. What is closed is watched no longer.
int linux_epoll_add(int epoll, int descriptor, uint32_t token);
int linux_epoll_change(int epoll, int descriptor, uint32_t token, enum linux_interest interest);
int linux_epoll_remove(int epoll, int descriptor);
struct linux_ready linux_epoll_wait(int epoll, int milliseconds);

// Names the calling thread, and leaves all signals to the other threads.
void linux_thread_enter(const char *name);
unsigned linux_interface_index(const char *name);
// Text for an errno, and its name; never NULL.
const char *linux_error_text(int code);
const char *linux_error_name(int code);

// One received datagram, and the room for its reply.
struct linux_datagram {
    struct linux_endpoint peer;
    const uint8_t *query;
    uint8_t *reply;
    uint32_t query_length;
    uint32_t reply_length;  // 0: no reply
    uint32_t is_truncated;  // the datagram was longer than the buffer
};

// Datagrams that are received, and answered, with one system call.
struct linux_batch;
enum { linux_batch_width = 64, linux_query_octets = 4096, linux_reply_octets = 4096 };
enum linux_wait { linux_wait_for_one, linux_do_not_wait };

struct linux_batch *linux_batch_create(void);
void linux_batch_destroy(struct linux_batch *batch);
struct linux_datagram *linux_batch_datagrams(struct linux_batch *batch);
// How many datagrams were received.
int linux_batch_receive(struct linux_batch *batch, int descriptor, enum linux_wait wait);
// Lines up the datagrams with a reply; how many there are.
unsigned linux_batch_line_up(struct linux_batch *batch);
// Sends the replies from the `first` in line; how many were sent.
int linux_batch_send(struct linux_batch *batch, int descriptor, unsigned first);

#endif

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "internal.h"

static int result(int returned) { return returned < 0 ? -errno : returned; }

void endpoint_read(struct linux_endpoint *endpoint, const union address *address) {
    if (address->generic.sa_family == AF_INET) {
        endpoint->high = 0;
        endpoint->low = ntohl(address->ipv4.sin_addr.s_addr);
        endpoint->scope = 0;
        endpoint->port = ntohs(address->ipv4.sin_port);
        endpoint->family = 4;
    } else if (address->generic.sa_family == AF_INET6) {
        uint64_t halves[2];
        memcpy(halves, &address->ipv6.sin6_addr, sizeof halves);
        endpoint->high = be64toh(halves[0]);
        endpoint->low = be64toh(halves[1]);
        endpoint->scope = address->ipv6.sin6_scope_id;
        endpoint->port = ntohs(address->ipv6.sin6_port);
        endpoint->family = 6;
    } else {
        memset(endpoint, 0, sizeof *endpoint);
    }
}

static socklen_t endpoint_write(struct linux_endpoint endpoint, union address *address) {
    memset(address, 0, sizeof *address);
    if (endpoint.family == 4) {
        address->ipv4.sin_family = AF_INET;
        address->ipv4.sin_port = htons(endpoint.port);
        address->ipv4.sin_addr.s_addr = htonl((uint32_t)endpoint.low);
        return sizeof address->ipv4;
    }
    uint64_t halves[2] = {htobe64(endpoint.high), htobe64(endpoint.low)};
    address->ipv6.sin6_family = AF_INET6;
    address->ipv6.sin6_port = htons(endpoint.port);
    address->ipv6.sin6_scope_id = endpoint.scope;
    memcpy(&address->ipv6.sin6_addr, halves, sizeof halves);
    return sizeof address->ipv6;
}

int linux_socket_open(int family, enum linux_kind kind) {
    int type = kind == linux_stream_socket ? SOCK_STREAM | SOCK_NONBLOCK : SOCK_DGRAM;
    return result(socket(family == 4 ? AF_INET : AF_INET6, type | SOCK_CLOEXEC, 0));
}

static const struct { int level, name; } option_names[] = {
    [linux_reuse_address] = {SOL_SOCKET, SO_REUSEADDR},
    [linux_reuse_port] = {SOL_SOCKET, SO_REUSEPORT},
    [linux_only_ipv6] = {IPPROTO_IPV6, IPV6_V6ONLY},
    [linux_packet_info_ipv4] = {IPPROTO_IP, IP_PKTINFO},
    [linux_packet_info_ipv6] = {IPPROTO_IPV6, IPV6_RECVPKTINFO},
    [linux_mtu_ipv6] = {IPPROTO_IPV6, IPV6_MTU},
    [linux_no_delay] = {IPPROTO_TCP, TCP_NODELAY},
};

static int set_integer(int descriptor, int level, int name, int value) {
    return result(setsockopt(descriptor, level, name, &value, sizeof value));
}

int linux_socket_set(int descriptor, enum linux_option option, int value) {
    return set_integer(descriptor, option_names[option].level, option_names[option].name, value);
}

int linux_socket_get(int descriptor, enum linux_option option) {
    int value = 0;
    socklen_t length = sizeof value;
    int level = option_names[option].level, name = option_names[option].name;
    int returned = result(getsockopt(descriptor, level, name, &value, &length));
    return returned < 0 ? returned : value;
}

int linux_socket_ignore_path_mtu(int descriptor, int family) {
    int level = family == 4 ? IPPROTO_IP : IPPROTO_IPV6;
    int name = family == 4 ? IP_MTU_DISCOVER : IPV6_MTU_DISCOVER;
    int omit = family == 4 ? IP_PMTUDISC_OMIT : IPV6_PMTUDISC_OMIT;
    int dont = family == 4 ? IP_PMTUDISC_DONT : IPV6_PMTUDISC_DONT;
    int returned = set_integer(descriptor, level, name, omit);
    return returned < 0 ? set_integer(descriptor, level, name, dont) : returned;
}

int linux_socket_set_buffers(int descriptor, int receive_octets, int send_octets) {
    int returned = set_integer(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, receive_octets);
    if (returned < 0) {
        returned = set_integer(descriptor, SOL_SOCKET, SO_RCVBUF, receive_octets);
    }
    if (returned < 0) return returned;
    returned = set_integer(descriptor, SOL_SOCKET, SO_SNDBUFFORCE, send_octets);
    return returned < 0 ? set_integer(descriptor, SOL_SOCKET, SO_SNDBUF, send_octets) : returned;
}

int linux_socket_await_room(int descriptor, int milliseconds) {
    struct pollfd socket = {.fd = descriptor, .events = POLLOUT};
    return result(poll(&socket, 1, milliseconds));
}

int linux_socket_set_receive_timeout(int descriptor, int milliseconds) {
    struct timeval limit = {milliseconds / 1000, milliseconds % 1000 * 1000};
    return result(setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit));
}

int64_t linux_socket_receive_drops(int descriptor) {
    uint32_t memory[SK_MEMINFO_VARS];
    socklen_t length = sizeof memory;
    int returned = getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, memory, &length);
    return returned < 0 ? -errno : memory[SK_MEMINFO_DROPS];
}

int linux_socket_bind(int descriptor, struct linux_endpoint endpoint) {
    union address address;
    socklen_t length = endpoint_write(endpoint, &address);
    return result(bind(descriptor, &address.generic, length));
}

int linux_socket_listen(int descriptor, int backlog) { return result(listen(descriptor, backlog)); }

struct linux_endpoint linux_socket_local(int descriptor) {
    union address address = {.generic = {.sa_family = AF_UNSPEC}};
    socklen_t length = sizeof address;
    struct linux_endpoint endpoint = {0};
    if (getsockname(descriptor, &address.generic, &length) == 0) endpoint_read(&endpoint, &address);
    return endpoint;
}

struct linux_accepted linux_socket_accept(int descriptor) {
    union address address = {.generic = {.sa_family = AF_UNSPEC}};
    socklen_t length = sizeof address;
    struct linux_accepted accepted = {0};
    int flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
    accepted.descriptor = result(accept4(descriptor, &address.generic, &length, flags));
    if (accepted.descriptor >= 0) endpoint_read(&accepted.peer, &address);
    return accepted;
}

int linux_epoll_create(void) { return result(epoll_create1(EPOLL_CLOEXEC)); }

int linux_epoll_add(int epoll, int descriptor, uint32_t token) {
    struct epoll_event event = {.events = EPOLLIN, .data = {.u32 = token}};
    return result(epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event));
}

int linux_epoll_change(int epoll, int descriptor, uint32_t token, enum linux_interest interest) {
    uint32_t events = interest == linux_until_readable ? EPOLLIN : EPOLLOUT;
    struct epoll_event event = {.events = events, .data = {.u32 = token}};
    return result(epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event));
}

int linux_epoll_remove(int epoll, int descriptor) {
    return result(epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL));
}

struct linux_ready linux_epoll_wait(int epoll, int milliseconds) {
    struct epoll_event events[linux_ready_capacity];
    struct linux_ready ready;
    ready.count = result(epoll_wait(epoll, events, linux_ready_capacity, milliseconds));
    for (int i = 0; i < ready.count; i++) ready.tokens[i] = events[i].data.u32;
    return ready;
}

void linux_thread_enter(const char *name) {
    pthread_setname_np(pthread_self(), name);
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
}

unsigned linux_interface_index(const char *name) { return if_nametoindex(name); }

const char *linux_error_text(int code) {
    const char *text = strerrordesc_np(code);
    return text ? text : "unknown error";
}

const char *linux_error_name(int code) {
    const char *name = strerrorname_np(code);
    return name ? name : "?";
}

#ifndef C_LINUX_SOCKETS_INTERNAL_H
#define C_LINUX_SOCKETS_INTERNAL_H

#include <netinet/in.h>

#include "CLinuxSockets.h"

union address {
    struct sockaddr generic;
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;
};

void endpoint_read(struct linux_endpoint *endpoint, const union address *address);

#endif

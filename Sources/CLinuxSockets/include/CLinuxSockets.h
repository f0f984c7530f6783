#ifndef C_LINUX_SOCKETS_H
#define C_LINUX_SOCKETS_H
#endif

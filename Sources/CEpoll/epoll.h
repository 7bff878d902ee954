#include <sys/epoll.h>

/* The names come as an enum from one C library and as macros from the other; as constants they are the same to Swift. */
static const unsigned int epoll_readable = EPOLLIN;
static const unsigned int epoll_writable = EPOLLOUT;
static const unsigned int epoll_failed = EPOLLERR | EPOLLHUP;
static const int epoll_add = EPOLL_CTL_ADD;
static const int epoll_change = EPOLL_CTL_MOD;
static const int epoll_remove = EPOLL_CTL_DEL;
static const int epoll_close_on_exec = EPOLL_CLOEXEC;

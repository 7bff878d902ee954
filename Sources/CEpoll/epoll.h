#include <sys/epoll.h>

/* The names come as an enum from one C library and as macros from the other; as constants they are the same to Swift. */
static const unsigned int epoll_readable = EPOLLIN;
static const unsigned int epoll_writable = EPOLLOUT;
static const unsigned int epoll_ended = EPOLLRDHUP;
static const unsigned int epoll_on_change = EPOLLET;
static const unsigned int epoll_failed = EPOLLERR | EPOLLHUP;
static const int epoll_add = EPOLL_CTL_ADD;
static const int epoll_change = EPOLL_CTL_MOD;
static const int epoll_remove = EPOLL_CTL_DEL;
static const int epoll_close_on_exec = EPOLL_CLOEXEC;

/* An accepted socket that is non-blocking from the start, in one call instead of four. Both C libraries have it, and show
   it only to those that ask for GNU's extensions, which Swift does not. */
#include <sys/socket.h>
extern int accept4(int, struct sockaddr *, socklen_t *, int);
static inline int accept_nonblocking(int listener) {
  return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

/* How the C library's heap grows and gives back. Only glibc has dials; elsewhere this does nothing. */
#if defined(__GLIBC__)
#include <malloc.h>
static inline void tune_heap(int arenas, int growth_bytes, int kept_bytes) {
  mallopt(M_ARENA_MAX, arenas);
  mallopt(M_TOP_PAD, growth_bytes);
  mallopt(M_TRIM_THRESHOLD, kept_bytes);
}
#else
static inline void tune_heap(int arenas, int growth_bytes, int kept_bytes) {}
#endif

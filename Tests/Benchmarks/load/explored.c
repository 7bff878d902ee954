// A client for `explore` that costs next to nothing: launches so many pods, one call each, and exits 1 at the first that
// does not succeed. How long it lived, in nanoseconds, is added to the file in EXPLORED_LOG, so that the rest of a run's
// time can be told from its own.
//
//   explored LAUNCHES
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long long start;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void end(int code) {
  char line[32];
  int length = snprintf(line, sizeof line, "%lld\n", now() - start);
  int file = open(getenv("EXPLORED_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (file >= 0 && write(file, line, length) != length) code = 3;
  _exit(code);
}

int main(int count, char **arguments) {
  start = now();
  signal(SIGPIPE, SIG_IGN);
  int launches = count > 1 ? atoi(arguments[1]) : 1, port = 0;
  char path[200], request[600], answer[65536];
  const char *body = "{\"familyId\":\"h100-80gb\",\"gpuCount\":1}";
  if (sscanf(getenv("GPUOUTLET_API_URL"), "http://localhost:%d%199s", &port, path) != 2) end(3);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct timeval patience = {.tv_sec = 1};
  int s = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(s, (struct sockaddr *)&address, sizeof address)) end(3);
  int length = snprintf(request, sizeof request,
      "POST %s/rentals HTTP/1.1\r\nHost: localhost:%d\r\nCookie: sid=%s\r\nContent-Type: application/json\r\n"
      "Content-Length: %zu\r\n\r\n%s", path, port, getenv("GPUOUTLET_SESSION"), strlen(body), body);
  for (int launch = 0; launch < launches; launch++) {
    if (send(s, request, length, 0) != length) end(1);
    // An answer of some hundred bytes comes in one piece; one that does not is a failure, which is what is asked for.
    ssize_t got = recv(s, answer, sizeof answer - 1, 0);
    if (got <= 12) end(1);
    answer[got] = 0;
    if (strncmp(answer + 9, "200", 3) || !strstr(answer, "rent_")) end(1);
  }
  end(0);
}

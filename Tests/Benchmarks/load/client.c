// A small HTTP client for what wrk cannot do: an exact number of requests, a fixed rate, connections that lie idle, and
// the first answer of a program that is not running yet. Speaks to 127.0.0.1 only and prints one line of JSON.
//
//   client run   --port P --request FILE [--then FILE] [--connections N] [--requests N] [--rate N] [--seconds N]
//   client hold  --port P --request FILE [--connections N]           holds until its standard input ends
//   client first --port P --request FILE -- PROGRAM ARGUMENT...      starts the program, and ends it by SIGTERM
//
// Without --rate the loop is closed: each connection sends its next request when it has its answer. With --rate it is
// open: arrivals are drawn beforehand (exponential gaps, the same for every server), an answer's latency counts from
// the moment at which its request was due, and so a server that stalls pays for all who had to wait.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { answer_bytes = 16 * 1024, request_bytes = 8 * 1024, buckets = 64 * 64 };

typedef struct {
  int port, connections, has_rate;
  long requests;
  double rate, seconds;
  const char *request, *then;
  char **program;
} Options;

typedef struct {
  int socket, is_second;
  size_t received;
  int64_t due;
  char answer[answer_bytes + 1];
} Connection;

static Options options = {.connections = 1, .requests = 1};
static char first_request[request_bytes + 1], second_request[request_bytes + 1];
static size_t first_length, second_length;
static long histogram[buckets], statuses[1000], answered;
static int64_t slowest;

static void fail(const char *what) {
  fprintf(stderr, "client: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// 64 buckets for each power of two: a percentile is at most 1.6 % too high.
static int bucket(int64_t nanoseconds) {
  uint64_t value = nanoseconds < 64 ? 64 : (uint64_t)nanoseconds;
  int shift = 63 - __builtin_clzll(value) - 6;
  return shift * 64 + (int)(value >> shift) - 64;
}

static double percentile(double share) {
  long wanted = (long)ceil(answered * share), seen = 0;
  for (int index = 0; index < buckets; index++) {
    seen += histogram[index];
    if (seen >= wanted) return ldexp(index % 64 + 65, index / 64) / 1000.0;
  }
  return 0;
}

static size_t read_file(const char *path, char *into) {
  FILE *file = fopen(path, "r");
  if (!file) fail(path);
  size_t length = fread(into, 1, request_bytes, file);
  fclose(file);
  into[length] = 0;
  return length;
}

static int connect_to_server(void) {
  int one = 1, handle = socket(AF_INET, SOCK_STREAM, 0);
  if (handle < 0) fail("socket");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(options.port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(handle, (struct sockaddr *)&address, sizeof address) < 0) {
    close(handle);
    return -1;
  }
  setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return handle;
}

static void send_all(int socket, const char *bytes, size_t length) {
  if (send(socket, bytes, length, MSG_NOSIGNAL) != (ssize_t)length) fail("send");
}

// The whole answer's length, or 0 while its end has not arrived.
static size_t answer_length(const char *answer, size_t received) {
  const char *end = memmem(answer, received, "\r\n\r\n", 4);
  if (!end) return 0;
  const char *field = strcasestr(answer, "\r\ncontent-length:");
  if (!field || field > end) {
    errno = EPROTO;
    fail("an answer without Content-Length");
  }
  size_t whole = end + 4 - answer + strtoul(field + 17, NULL, 10);
  return received >= whole ? whole : 0;
}

// Reads what is there; true when the answer is complete.
static int receive(Connection *connection) {
  ssize_t count = recv(connection->socket, connection->answer + connection->received,
                       answer_bytes - connection->received, 0);
  if (count <= 0) {
    if (count == 0) errno = ECONNRESET;
    fail("receive");
  }
  connection->received += count;
  connection->answer[connection->received] = 0;
  return answer_length(connection->answer, connection->received) != 0;
}

static void send_first(Connection *connection, int64_t due) {
  connection->is_second = 0;
  connection->due = due;
  connection->received = 0;
  send_all(connection->socket, first_request, first_length);
}

// The second request of a pair names what the first one made: {id} stands for the answer's first "id".
static void send_second(Connection *connection, int64_t due) {
  char text[request_bytes + 256];
  const char *id = strstr(connection->answer, "\"id\":\""), *place = strstr(second_request, "{id}");
  if (!id || !place) {
    errno = EPROTO;
    fail("no id to go on with");
  }
  id += 6;
  int length = snprintf(text, sizeof text, "%.*s%.*s%s", (int)(place - second_request), second_request,
                        (int)strcspn(id, "\""), id, place + 4);
  connection->is_second = 1;
  connection->due = due;
  connection->received = 0;
  send_all(connection->socket, text, length);
}

static void count_answer(Connection *connection) {
  int64_t latency = now() - connection->due;
  histogram[bucket(latency)]++;
  if (latency > slowest) slowest = latency;
  long status = strtol(connection->answer + 9, NULL, 10);
  if (status > 0 && status < 1000) statuses[status]++;
  answered++;
}

static void wait_for_events(int poller, struct epoll_event *events, int *count, int64_t nanoseconds) {
  struct timespec timeout = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  *count = epoll_pwait2(poller, events, 256, nanoseconds < 0 ? NULL : &timeout, NULL);
  if (*count < 0 && errno != EINTR) fail("epoll");
}

static Connection *open_connections(int poller) {
  Connection *all = calloc(options.connections, sizeof *all);
  for (int index = 0; index < options.connections; index++) {
    all[index].socket = connect_to_server();
    if (all[index].socket < 0) fail("connect");
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
    epoll_ctl(poller, EPOLL_CTL_ADD, all[index].socket, &event);
  }
  return all;
}

static void print_figures(int64_t duration) {
  printf("{\"requests\":%ld,\"seconds\":%.6f,\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f,\"statuses\":{", answered,
         duration / 1e9, percentile(0.5), percentile(0.99), slowest / 1000.0);
  const char *comma = "";
  for (int status = 0; status < 1000; status++) {
    if (!statuses[status]) continue;
    printf("%s\"%d\":%ld", comma, status, statuses[status]);
    comma = ",";
  }
  printf("}}\n");
}

static int64_t gap(void) { return (int64_t)(-log(1 - drand48()) * 1e9 / options.rate); }

static int64_t positive(int64_t value) { return value > 0 ? value : 0; }

static void run(void) {
  int poller = epoll_create1(0), idle_count = 0;
  Connection *all = open_connections(poller);
  int *idle = malloc(sizeof(int) * options.connections);
  for (int index = options.connections - 1; index >= 0; index--) idle[idle_count++] = index;
  srand48(1);
  prctl(PR_SET_TIMERSLACK, 1);
  int64_t start = now(), next = start;
  int64_t end = options.seconds > 0 ? start + (int64_t)(options.seconds * 1e9) : INT64_MAX;
  // A pair counts as two requests, and each connection begins one only while there is room for it.
  long per_turn = second_length ? 2 : 1, begun = 0;
  struct epoll_event events[256];
  for (;;) {
    int64_t time = now();
    while (idle_count > 0 && begun < options.requests && (!options.has_rate || next <= time) && next < end) {
      send_first(&all[idle[--idle_count]], options.has_rate ? next : time);
      begun += per_turn;
      if (options.has_rate) next += gap();
    }
    int is_over = begun >= options.requests || (options.has_rate ? next : time) >= end;
    if (is_over && idle_count == options.connections) break;
    int64_t timeout = -1;
    if (options.has_rate && !is_over && idle_count > 0) timeout = positive(next - now());
    int count;
    wait_for_events(poller, events, &count, timeout);
    for (int index = 0; index < count; index++) {
      Connection *connection = &all[events[index].data.u32];
      if (!receive(connection)) continue;
      count_answer(connection);
      if (second_length && !connection->is_second) {
        send_second(connection, now());
      } else {
        idle[idle_count++] = events[index].data.u32;
      }
    }
  }
  print_figures(now() - start);
}

static void exchange_once(Connection *connection) {
  send_first(connection, now());
  while (!receive(connection)) continue;
}

static void hold(void) {
  Connection *scratch = calloc(1, sizeof *scratch);
  for (int index = 0; index < options.connections; index++) {
    scratch->socket = connect_to_server();
    if (scratch->socket < 0) fail("connect");
    exchange_once(scratch);
  }
  printf("{\"held\":%d}\n", options.connections);
  fflush(stdout);
  while (getchar() != EOF) continue;
}

// What another process has spent on all its threads; unlike the time on the clock, a busy machine leaves it alone.
static int64_t cpu_nanoseconds(pid_t process) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) < 0) fail("the process's clock");
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void first(void) {
  int64_t *start = mmap(NULL, sizeof *start, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  if (child == 0) {
    if (!freopen("/dev/null", "w", stdout)) _exit(127);
    *start = now();
    execv(options.program[0], options.program);
    _exit(127);
  }
  Connection *connection = calloc(1, sizeof *connection);
  struct timespec pause = {0, 20000};
  prctl(PR_SET_TIMERSLACK, 1);
  int64_t limit = now() + 10000000000LL;
  while ((connection->socket = connect_to_server()) < 0) {
    if (now() > limit || waitpid(child, NULL, WNOHANG) != 0) fail("the program did not listen");
    nanosleep(&pause, NULL);
  }
  exchange_once(connection);
  int64_t end = now();
  printf("{\"microseconds\":%.1f,\"cpu\":%.1f,\"status\":%ld}\n", (end - *start) / 1000.0,
         cpu_nanoseconds(child) / 1000.0, strtol(connection->answer + 9, NULL, 10));
  close(connection->socket);
  kill(child, SIGTERM);
  waitpid(child, NULL, 0);
}

static void read_options(int count, char **words) {
  for (int index = 2; index < count; index++) {
    if (!strcmp(words[index], "--")) {
      options.program = words + index + 1;
      return;
    }
    if (index + 1 == count) exit(2);
    const char *name = words[index], *value = words[++index];
    if (!strcmp(name, "--port")) options.port = atoi(value);
    else if (!strcmp(name, "--connections")) options.connections = atoi(value);
    else if (!strcmp(name, "--requests")) options.requests = atol(value);
    else if (!strcmp(name, "--rate")) options.rate = atof(value), options.has_rate = 1;
    else if (!strcmp(name, "--seconds")) options.seconds = atof(value), options.requests = INT64_MAX;
    else if (!strcmp(name, "--request")) options.request = value;
    else if (!strcmp(name, "--then")) options.then = value;
    else exit(2);
  }
}

int main(int count, char **words) {
  if (count < 2) exit(2);
  read_options(count, words);
  if (!options.port || !options.request) exit(2);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  first_length = read_file(options.request, first_request);
  if (options.then) second_length = read_file(options.then, second_request);
  if (!strcmp(words[1], "run")) run();
  else if (!strcmp(words[1], "hold")) hold();
  else if (!strcmp(words[1], "first")) first();
  else exit(2);
  return 0;
}

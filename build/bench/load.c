/*
 * A steady load: load SECONDS PROGRAMS CONNECTIONS FILES, each a second, spread over hundredths of a
 * second. A program is /bin/true with an argument of its own; a connection goes to a listener in
 * here, is accepted and closed; a file is created below the folder ./load.files, written, closed and
 * deleted. Prints how many of each there were, and how often it was a second or more behind.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const int SLICES = 100;

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static int program(long number) {
  char argument[64];
  pid_t child;
  snprintf(argument, sizeof argument, "load-%d-%ld", getpid(), number);
  char *arguments[] = {"true", argument, NULL};
  char *none[] = {NULL};
  if (posix_spawn(&child, "/bin/true", NULL, NULL, arguments, none)) return 1;
  return waitpid(child, NULL, 0) != child;
}

static int connection(int listener, struct sockaddr_in *address) {
  int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(client, (struct sockaddr *)address, sizeof *address)) return 1;
  int accepted = accept(listener, NULL, NULL);
  close(client);
  close(accepted);
  return accepted < 0;
}

static int file(long number) {
  char name[64];
  snprintf(name, sizeof name, "load.files/%d-%ld", getpid(), number);
  int fd = open(name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0 || write(fd, "load", 4) != 4 || close(fd)) return 1;
  return unlink(name);
}

/* How many of a second's amount are due by the end of a slice, beyond those before it. */
static long due(long amount, long slice) {
  return amount * (slice + 1) / SLICES - amount * slice / SLICES;
}

int main(int count, char **arguments) {
  if (count < 5) return 2;
  long slices = atol(arguments[1]) * SLICES;
  long programs = atol(arguments[2]), connections = atol(arguments[3]), files = atol(arguments[4]);
  long started = 0, connected = 0, created = 0, late = 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 16)) return 1;
  getsockname(listener, (struct sockaddr *)&address, &length);
  mkdir("load.files", 0700);
  double begin = seconds();
  for (long slice = 0; slice < slices; slice++) {
    double wait = begin + (double)slice / SLICES - seconds();
    if (wait > 0) usleep(wait * 1e6);
    late += wait < -1;
    for (long i = due(programs, slice); i > 0; i--) if (program(started++)) return 1;
    for (long i = due(connections, slice); i > 0; i--) if (connection(listener, &address)) return 1;
    for (long i = due(files, slice); i > 0; i--) if (file(created++)) return 1;
    connected += due(connections, slice);
  }
  printf("%ld programs, %ld connections, %ld files in %.2f s, behind in %ld slices\n", started,
         connected, created, seconds() - begin, late);
  rmdir("load.files");
  return 0;
}

/* Starts the program /bin/true as often as it can: storm SECONDS WORKERS. Prints how many ended. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  double end = seconds() + (count > 1 ? atof(arguments[1]) : 10);
  int workers = count > 2 ? atoi(arguments[2]) : 2;
  int results[2];
  long total = 0;
  if (pipe(results)) return 1;
  for (int worker = 0; worker < workers; worker++) {
    if (fork()) continue;
    long done = 0;
    while (seconds() < end) {
      char number[64];
      pid_t child;
      snprintf(number, sizeof number, "storm-%d-%ld-%d", getppid(), done, worker);
      char *program[] = {"true", number, NULL};
      char *none[] = {NULL};
      if (posix_spawn(&child, "/bin/true", NULL, NULL, program, none)) return 1;
      waitpid(child, NULL, 0);
      done++;
    }
    return write(results[1], &done, sizeof done) != sizeof done;
  }
  for (int worker = 0; worker < workers; worker++) {
    long done = 0;
    if (read(results[0], &done, sizeof done) == sizeof done) total += done;
    wait(NULL);
  }
  printf("%ld\n", total);
  return 0;
}

# Sourced by ./ring3 test: installs what the tests need where it may, runs everything, and says what
# was skipped and why.

. "$root/build/native.sh"
. "$root/build/wine.sh"

# Prints how packages can be installed here, or nothing.
installer() {
  command -v apt-get >/dev/null 2>&1 || return 0
  if [ "$(id -u)" -eq 0 ]; then
    echo "apt-get"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    echo "sudo -n apt-get"
  fi
}

# Installs the Debian packages $2… unless the command $1 is there.
want() {
  command -v "$1" >/dev/null 2>&1 && return 0
  shift
  apt=$(installer)
  if [ -z "$apt" ]; then
    echo "ring3 test: can't install $*: the tests that need it are skipped" >&2
    return 0
  fi
  echo "ring3 test: installing $*" >&2
  if [ -z "${apt_updated:-}" ]; then
    $apt update -q >/dev/null 2>&1 || true
    apt_updated=yes
  fi
  DEBIAN_FRONTEND=noninteractive $apt install -y -q --no-install-recommends "$@" >/dev/null 2>&1 \
    || echo "ring3 test: installing $* failed: the tests that need it are skipped" >&2
}

# Adds up an attribute of all test reports.
total() {
  find "$root" -path '*/target/*-reports/*TEST-*.xml' -exec sed -n \
    "s/^ *<testsuite .* $1=\"\([0-9]*\)\".*/\1/p" {} + | awk '{ n += $1 } END { print n + 0 }'
}

# Whether Maven has compiled the module $1; waits for that as long as Maven runs.
await_compiled() {
  while [ ! -f "$root/$1/target/test.classpath" ]; do
    [ ! -f "$maven_ended" ] || return 1
    sleep 1
  done
}

await_maven() {
  while [ ! -f "$maven_ended" ]; do
    sleep 1
  done
}

# Ends what runs beside Maven, when somebody interrupts.
interrupt_tests() {
  trap - INT TERM
  : >"$tests_stopped"
  : >"$maven_ended"
  kill "$beside" 2>/dev/null || true
  # What was about to start Wine does so once more.
  for _ in 1 2 3; do
    stop_wine
    sleep 1
  done
  exit 130
}

# What needs no Maven, or only what it compiles. A failure there is told when Maven has ended.
run_beside() {
  beside_status=0
  run_native_tests || beside_status=1
  run_wine_tests || beside_status=1
  return "$beside_status"
}

run_tests() {
  want javac openjdk-21-jdk-headless
  want mvn maven
  want chromium chromium
  want chromedriver chromium-driver
  want nft nftables
  need_java javac
  want_native
  want_wine
  find "$root" -path '*/target/*-reports/*TEST-*.xml' -exec rm -f {} +
  rm -f "$root"/*/target/test.classpath
  maven_ended=$root/target/maven.ended
  tests_stopped=$root/target/tests.stopped
  mkdir -p "$root/target"
  rm -f "$maven_ended" "$tests_stopped"
  began=$(date +%s)
  run_beside >"$root/target/beside.txt" 2>&1 &
  beside=$!
  trap interrupt_tests INT TERM
  status=0
  run_maven --no-transfer-progress -Dstyle.color=never verify "$@" || status=$?
  : >"$maven_ended"
  echo "ring3 test: Maven took $(($(date +%s) - began)) s; waiting for the tests in C++ and under Wine"
  wait "$beside" || status=1
  trap - INT TERM
  cat "$root/target/beside.txt"
  all=$(total tests)
  failed=$(($(total failures) + $(total errors)))
  skipped=$(total skipped)
  find "$root" -path '*/target/*-reports/*TEST-*.xml' -exec sed -n \
    -e 's/.*<skipped message="\([^"]*\)".*/ring3 test: skipped: \1/p' \
    -e 's/.*<skipped><!\[CDATA\[\([^]]*\)\].*/ring3 test: skipped under Wine: \1/p' {} + | sort | uniq -c
  echo "ring3 test: took $(($(date +%s) - began)) s"
  if [ "$all" -eq 0 ]; then
    echo "ring3 test: no test ran"
    [ "$status" -ne 0 ] || status=1
  fi
  echo "$((all - failed - skipped)) passed, $failed failed, $skipped skipped"
  return "$status"
}

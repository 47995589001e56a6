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

run_tests() {
  want javac openjdk-21-jdk-headless
  want mvn maven
  want chromium chromium
  want chromedriver chromium-driver
  want nft nftables
  find "$root" -path '*/target/*-reports/*TEST-*.xml' -exec rm -f {} +
  began=$(date +%s)
  status=0
  run_maven --no-transfer-progress -Dstyle.color=never verify "$@" || status=$?
  if [ "$status" -eq 0 ]; then
    run_native_tests || status=1
    run_wine_tests || status=1
  fi
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

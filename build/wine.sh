# Sourced by build/test.sh: runs the tests of the Windows side in a Windows JVM under Wine, while Maven goes on. They are
# the test classes that have @Tag("wine") or @EnabledOnOs(OS.WINDOWS). Those of a module run in one process, but for
# those with @Tag("own-process"); if it ends before it is done, as a function that Wine lacks ends the JVM, each runs in
# its own. The package's ring3.cmd is run as well. What can't be had here is skipped with a line that says so.

wine_folder=$root/target/wine
wine_log=$wine_folder/prepare.log
wine_prefix=$wine_folder/prefix
wine_seconds=300
wine_seconds_together=900
wine_missing=
wine=

wine_skip() {
  echo "ring3 test: skipped: tests under Wine: $1"
  return 1
}

# Runs Wine with a prefix of our own, no screen, and no start of Mono or Gecko; not after an interruption.
in_wine() {
  [ ! -f "$tests_stopped" ] || exit 1
  env -u DISPLAY WINEARCH=win64 WINEDEBUG=-all WINEPREFIX="$wine_prefix" \
    WINEDLLOVERRIDES='mscoree,mshtml=;iphlpapi,cfgmgr32=n,b' "$@"
}

find_wine() {
  for candidate in /usr/lib/wine/wine64 "$(command -v wine64 || true)" "$(command -v wine || true)"; do
    if [ -x "$candidate" ]; then
      wine=$candidate
      return 0
    fi
  done
  return 1
}

# Java for Windows, and the console of JUnit.
prepare_java() {
  windows_java=$(find "$wine_folder" -path '*/jre/bin/java.exe' 2>/dev/null | head -n 1)
  if [ -z "$windows_java" ] || [ ! -f "$wine_folder/junit-console.jar" ]; then
    run_maven -q -f "$root/build/wine/pom.xml" generate-resources >>"$wine_log" 2>&1 || return 1
    windows_java=$(find "$wine_folder" -path '*/jre/bin/java.exe' 2>/dev/null | head -n 1)
  fi
  [ -n "$windows_java" ]
}

# Puts our iphlpapi.dll beside Java, where Wine's own would end the JVM.
prepare_sockets() {
  bin=$(dirname "$windows_java")
  theirs=$(find /usr/lib /opt -path '*x86_64-windows/iphlpapi.dll' 2>/dev/null | head -n 1)
  [ -n "$theirs" ] || return 0
  names=$(x86_64-w64-mingw32-objdump -p "$theirs" | awk '
    /Ordinal\/Name Pointer\] Table/ { on = 1; next }
    on && NF == 0 { exit }
    on { print $NF }')
  case "
$names
" in
    *"
GetAnycastIpAddressTable
"*) return 0 ;;
  esac
  {
    echo 'LIBRARY iphlpapi.dll'
    echo EXPORTS
    echo "$names" | sed 's/.*/  &=iphlporig.&/'
    echo '  GetAnycastIpAddressTable'
  } >"$wine_folder/iphlpapi.def"
  x86_64-w64-mingw32-gcc -shared -O1 -o "$bin/iphlpapi.dll" "$root/build/wine/iphlpapi.c" \
    "$wine_folder/iphlpapi.def" && cp "$theirs" "$bin/iphlporig.dll"
}

prepare_prefix() {
  if [ ! -f "$wine_prefix/ready" ]; then
    in_wine timeout 120 "$wine" wineboot -i >>"$wine_log" 2>&1 || return 1
    in_wine timeout 60 "$wine" winecfg -v win10 >>"$wine_log" 2>&1 || return 1
    # The first session has an end: services that are made while it ends are not found.
    in_wine timeout 60 "${wine%/*}/wineserver" -w >>"$wine_log" 2>&1 || return 1
    : >"$wine_prefix/ready"
  fi
  # Also for programs that load Java into their own process, as the one of the service does.
  for library in "$bin/iphlpapi.dll" "$bin/iphlporig.dll"; do
    [ ! -f "$library" ] || cp "$library" "$wine_prefix/drive_c/windows/system32/" || return 1
  done
  # Ring3 as a whole has a Windows of its own, so that its tests can run beside the others.
  rm -rf "$wine_prefix-whole"
  cp -a "$wine_prefix" "$wine_prefix-whole"
}

# The native libraries of etw-bridge for tests. That they can't be built is a failure.
prepare_bridge() {
  [ -f "$root/etw-bridge/CMakeLists.txt" ] || return 0
  cmake -S "$root/etw-bridge" -B "$wine_folder/bridge" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_TOOLCHAIN_FILE="$root/etw-bridge/cmake/mingw.cmake" -DRING3_JDK="$java_home" \
    >>"$wine_log" 2>&1 && nice cmake --build "$wine_folder/bridge" -j2 >>"$wine_log" 2>&1 \
    && return 0
  echo "ring3 test: the bridge could not be built with mingw: see $wine_log"
  wine_failed=1
}

# The test classes of the module $1 that are for Windows.
wine_classes() {
  (cd "$root/$1/src/test/java" 2>/dev/null \
    && grep -rlE '@Tag\("wine"\)|@EnabledOnOs\(OS\.WINDOWS\)' . | sort \
    | sed 's|^\./||; s|\.java$||; s|/|.|g')
}

# A report that stands for a class whose JVM ended before it could write one.
wine_ended() {
  mkdir -p "$2"
  printf '<testsuite name="%s" tests="1" skipped="0" failures="0" errors="1"/>\n' "$1" \
    >"$2/TEST-ended.xml"
}

# Runs the classes $4… of the module $1 in one process, which may take $3 seconds, with the report $2. Fails if there is
# none in the end.
wine_process() {
  module=$1
  reports=$root/$1/target/wine-reports/$2
  seconds=$3
  shift 3
  rm -rf "$reports"
  mkdir -p "$reports"
  {
    printf -- '-cp "Z:%s;Z:%s;Z:%s' "$wine_folder/junit-console.jar" \
      "$root/$module/target/test-classes" "$root/$module/target/classes"
    # JUnit is in the console already.
    tr ':' '\n' <"$root/$module/target/test.classpath" | grep -vE '/(junit-|opentest4j|apiguardian)' \
      | while read -r jar; do printf ';Z:%s' "$jar"; done
    printf '"\n'
    printf -- '-Dring3.root="Z:%s"\n-Dring3.data="Z:%s"\n-Dring3.bridge="Z:%s"\n' "$root" \
      "$(readlink -f "${RING3_DATA:-$root/../shared/data}" || true)" "$wine_folder/bridge"
    printf -- '-Xmx768m\n-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1\n-XX:-UsePerfData\n'
    printf -- '--enable-native-access=ALL-UNNAMED\n'
  } >"$reports/java.args"
  {
    printf 'execute\n--disable-banner\n--disable-ansi-colors\n--details=tree\n--details-theme=ascii\n'
    printf -- '--reports-dir\nZ:%s\n' "$reports"
    printf -- '--select-class=%s\n' "$@"
  } >"$reports/junit.args"
  code=0
  in_wine timeout -k 10 "$seconds" "$wine" "$windows_java" "@Z:$reports/java.args" \
    org.junit.platform.console.ConsoleLauncher "@Z:$reports/junit.args" >"$reports/output.txt" 2>&1 || code=$?
  # Other engines of the console write theirs before Jupiter is done.
  [ -s "$reports/TEST-junit-jupiter.xml" ] || return 1
  if [ "$code" -ne 0 ]; then
    echo "ring3 test: under Wine, tests of $module failed:"
    sed -n '/^Failures/,$p' "$reports/output.txt" | head -n 60
    wine_failed=1
  fi
}

# Runs the class $2 of the module $1 alone.
wine_class() {
  wine_process "$1" "$2" "$wine_seconds" "$2" && return 0
  wine_ended "$2" "$reports"
  echo "ring3 test: under Wine, $2 ended its JVM or took more than $wine_seconds s (exit $code)"
  tail -n 20 "$reports/output.txt"
  wine_failed=1
}

# Runs the classes of the module $1 as soon as they are compiled.
wine_module() {
  await_compiled "$1" || { wine_skip "$1, as Maven ended before" || true; return 0; }
  together=
  for class in $(wine_classes "$1"); do
    case $class in
      *"${RING3_WINE_CLASS:-}"*) ;;
      *) continue ;;
    esac
    if grep -q '@Tag("own-process")' "$root/$1/src/test/java/$(echo "$class" | tr . /).java"; then
      wine_class "$1" "$class"
    else
      together="$together $class"
    fi
  done
  [ -n "$together" ] || return 0
  # One word a class.
  # shellcheck disable=SC2086
  wine_process "$1" together "$wine_seconds_together" $together && return 0
  echo "ring3 test: under Wine, a test of $1 ended the JVM (exit $code), so each class runs in its own"
  rm -rf "$reports"
  for class in $together; do
    wine_class "$1" "$class"
  done
}

# Runs the classes of modules, one after the other.
wine_modules() {
  for module in "$@"; do
    wine_module "$module"
  done
  in_wine "${wine%/*}/wineserver" -k >/dev/null 2>&1 || true
}

# Runs ring3.cmd of the unpacked package in Wine's cmd.exe, with the heap $1 (empty: the usual) and the arguments $4…
# It has to end with one of the exit codes $2, and to say a line with the expression $3.
launcher() {
  launched=$((launched + 1))
  heap=$1
  codes=$2
  wanted=$3
  shift 3
  code=0
  in_wine JAVA_HOME="$launcher_java" ${heap:+RING3_HEAP="$heap"} timeout -k 10 60 "$wine" cmd /c \
    "$launcher_program" "$@" >"$wine_folder/launcher.txt" 2>&1 || code=$?
  case ",$codes," in
    *",$code,"*) ! grep -Eq "$wanted" "$wine_folder/launcher.txt" || return 0 ;;
  esac
  echo "ring3 test: under Wine, ring3.cmd $* ended with $code and did not say '$wanted':"
  head -n 40 "$wine_folder/launcher.txt"
  launcher_failed=$((launcher_failed + 1))
}

# The command line as somebody has it who unpacked the package for Windows.
wine_launcher() {
  case ring3.cmd in
    *"${RING3_WINE_CLASS:-}"*) ;;
    *) return 0 ;;
  esac
  package=$(find "$root/webui/target" -maxdepth 1 -name 'ring3-*-windows.zip' 2>/dev/null | head -n 1)
  [ -n "$package" ] || { wine_skip 'ring3.cmd: there is no package for Windows' || true; return 0; }
  rm -rf "$wine_folder/unpacked"
  mkdir -p "$wine_folder/unpacked"
  (cd "$wine_folder/unpacked" && "$java_home/bin/jar" xf "$package")
  launcher_program="Z:$(echo "$wine_folder"/unpacked/*/ring3.cmd | tr / '\\')"
  launcher_java="Z:$(dirname "$(dirname "$windows_java")" | tr / '\\')"
  version=$(basename "$package" -windows.zip)
  launched=0
  launcher_failed=0
  launcher '' 0 "^ring3 ${version#ring3-}" version
  launcher '' 0,1 '^ok +Java .*, heap up to 2[45][0-9] MB' doctor --data 'C:\launcher'
  launcher 123m 0,1 '^ok +Java .*, heap up to 1[12][0-9] MB' doctor --data 'C:\launcher'
  launcher '' 2 no-such-command no-such-command
  reports=$root/webui/target/wine-reports/ring3.cmd
  mkdir -p "$reports"
  printf '<testsuite name="ring3.cmd" tests="%s" skipped="0" failures="%s" errors="0"/>\n' \
    "$launched" "$launcher_failed" >"$reports/TEST-ring3.cmd.xml"
  [ "$launcher_failed" -eq 0 ] || wine_failed=1
}

# Installs what is needed where it may, before Maven runs; wine_missing says what there is not.
want_wine() {
  if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    wine_missing='Wine is used on 64-bit Linux only'
    return 0
  fi
  find_wine || want wine64 wine64
  want x86_64-w64-mingw32-g++-posix g++-mingw-w64-x86-64-posix
  want cmake cmake make
  mkdir -p "$wine_folder"
  : >"$wine_log"
  if ! find_wine; then
    wine_missing='there is no wine64'
  elif ! command -v x86_64-w64-mingw32-g++-posix >/dev/null 2>&1; then
    wine_missing='there is no mingw-w64'
  elif ! prepare_java; then
    wine_missing="a Java for Windows can't be fetched: see $wine_log"
  fi
}

# Runs all of them; fails if one does. RING3_WINE_CLASS limits it to the classes that contain a word.
run_wine_tests() {
  wine_failed=0
  [ -z "$wine_missing" ] || { wine_skip "$wine_missing" || true; return 0; }
  prepare_sockets >>"$wine_log" 2>&1 || { wine_skip "iphlpapi.dll can't be built: see $wine_log" || true; return 0; }
  prepare_prefix || { wine_skip "its prefix can't be made: see $wine_log" || true; return 0; }
  prepare_bridge
  (
    wine_prefix=$wine_prefix-whole
    # They start all of Ring3, for which the tests that Maven runs leave too little of the processors.
    await_maven
    wine_modules webui
    wine_launcher
    in_wine "${wine%/*}/wineserver" -k >/dev/null 2>&1 || true
    exit "$wine_failed"
  ) >"$wine_folder/whole.txt" 2>&1 &
  whole=$!
  # Not before the tests of collector are done, as what they wait for is live.
  if await_compiled search; then
    wine_modules etw-bridge collector search
  else
    wine_skip 'etw-bridge, collector and search, as Maven ended before' || true
  fi
  wait "$whole" || wine_failed=1
  cat "$wine_folder/whole.txt"
  echo "ring3 test: $(wine_total tests) tests ran under Wine, $(wine_total skipped) of them skipped"
  return "$wine_failed"
}

# Ends what runs in our prefixes.
stop_wine() {
  for folder in "$wine_prefix" "$wine_prefix-whole"; do
    [ ! -d "$folder" ] || WINEPREFIX=$folder "${wine%/*}/wineserver" -k >/dev/null 2>&1 || true
  done
}

# Adds up an attribute of the reports of tests under Wine.
wine_total() {
  find "$root" -path '*/target/wine-reports/*/TEST-*.xml' -exec sed -n \
    "s/^<testsuite .* $1=\"\([0-9]*\)\".*/\1/p" {} + | awk '{ n += $1 } END { print n + 0 }'
}

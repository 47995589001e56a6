# Sourced by build/test.sh: builds and runs the tests of etw-bridge's C++ that need no Windows, and fuzzes what reads
# foreign bytes.

native_seconds=10

want_native() {
  want cmake cmake make
  want g++ g++
  [ -e /usr/include/gtest/gtest.h ] || want gtest-is-a-library libgtest-dev
  want clang++ clang
  if ! can_fuzz; then
    major=$(clang++ -dumpversion 2>/dev/null | cut -d . -f 1)
    want libfuzzer-is-a-library "libclang-rt-${major:-14}-dev"
  fi
}

# Fails if a test does; what can't be had here is skipped with a line that says so.
run_native_tests() {
  reports=$root/etw-bridge/target/native-reports
  mkdir -p "$reports" "$root/target/native"
  log=$root/target/native/build.log
  if ! command -v cmake >/dev/null 2>&1 || ! command -v g++ >/dev/null 2>&1 \
    || [ ! -e /usr/include/gtest/gtest.h ]; then
    echo 'ring3 test: skipped: tests in C++: they need cmake, g++ and libgtest-dev'
    return 0
  fi
  if ! { cmake -S "$root/etw-bridge" -B "$root/target/native" -DCMAKE_BUILD_TYPE=Release \
    -DRING3_JDK="$java_home" \
    && nice cmake --build "$root/target/native" -j2; } >"$log" 2>&1; then
    echo "ring3 test: the C++ of etw-bridge could not be built: see $log"
    return 1
  fi
  "$root/target/native/src/test/cpp/bridge_tests" --gtest_brief=1 \
    --gtest_output="xml:$reports/TEST-bridge.xml" || return 1
  fuzz_native
}

# Whether clang is here with its fuzzer.
can_fuzz() {
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' \
    | clang++ -fsanitize=fuzzer,address,undefined -x c++ -o /dev/null - >/dev/null 2>&1
}

# The fuzzer starts from the golden bytes.
fuzz_native() {
  can_fuzz || {
    echo 'ring3 test: skipped: fuzzing of C++: there is no clang with libFuzzer'
    return 0
  }
  fuzz=$root/target/fuzz
  mkdir -p "$fuzz/corpus"
  if ! { CXX=clang++ cmake -S "$root/etw-bridge" -B "$fuzz" -DRING3_FUZZ=ON \
    && nice cmake --build "$fuzz" --target wire_fuzz; } >"$fuzz/build.log" 2>&1; then
    echo "ring3 test: the fuzzer could not be built: see $fuzz/build.log"
    return 1
  fi
  for golden in "$root"/etw-bridge/src/test/golden/*.hex; do
    sed 's/#.*//' "$golden" | tr -d ' \n' | sed 's/../\\x&/g' | xargs -0 printf '%b' \
      >"$fuzz/corpus/$(basename "$golden" .hex)"
  done
  if (cd "$fuzz" && nice src/test/cpp/wire_fuzz -max_total_time="$native_seconds" -max_len=4096 corpus) \
    >"$fuzz/run.log" 2>&1; then
    echo "ring3 test: $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$fuzz/run.log") runs of the C++ fuzzer found nothing"
  else
    echo "ring3 test: the C++ fuzzer found something: see $fuzz/run.log"
    return 1
  fi
}

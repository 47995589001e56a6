// Counts what the test library has allocated and not freed.
#include "counted_new.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<std::int64_t> live{0};
}

namespace ring3 {
std::int64_t live_allocations() noexcept { return live.load(); }
}  // namespace ring3

void* operator new(std::size_t size) {
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  live.fetch_add(1);
  return memory;
}

void operator delete(void* memory) noexcept {
  if (memory != nullptr) {
    live.fetch_sub(1);
    std::free(memory);
  }
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

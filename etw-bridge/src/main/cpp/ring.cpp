#include "ring.h"

#include <algorithm>
#include <stdexcept>

#include "wire.h"

namespace ring3 {

Ring::Ring(std::uint8_t* memory, std::size_t capacity) : memory_(memory), capacity_(capacity) {
  const bool is_power = capacity != 0 && (capacity & (capacity - 1)) == 0;
  if (memory == nullptr || reinterpret_cast<std::uintptr_t>(memory) % 8 != 0 || !is_power || capacity < kMinCapacity ||
      capacity > kMaxCapacity) {
    throw std::invalid_argument("the ring needs aligned memory and a power of two");
  }
}

std::uint8_t* Ring::reserve(std::size_t size) noexcept {
  const std::uint64_t written = written_.load(std::memory_order_relaxed);
  const std::size_t at = static_cast<std::size_t>(written & (capacity_ - 1));
  const std::size_t to_end = capacity_ - at;
  const std::size_t padding = size > to_end ? to_end : 0;
  const std::size_t free = capacity_ - static_cast<std::size_t>(written - released_.load(std::memory_order_acquire));
  if (size > capacity_ || padding + size > free) {
    return nullptr;
  }
  if (padding > 0) {
    write_padding(static_cast<std::uint32_t>(padding), memory_ + at);
  }
  reserved_ = written + padding;
  return memory_ + static_cast<std::size_t>(reserved_ & (capacity_ - 1));
}

void Ring::commit(std::size_t size) noexcept {
  // Both must be seen in this order by a reader that sets waiting_ and then looks at written_.
  written_.store(reserved_ + size, std::memory_order_seq_cst);
  if (waiting_.load(std::memory_order_seq_cst)) {
    wake();
  }
}

void Ring::end() noexcept {
  ended_.store(true, std::memory_order_seq_cst);
  wake();
}

void Ring::wake() noexcept {
  { const std::lock_guard<std::mutex> lock(mutex_); }
  arrived_.notify_one();
}

Ring::Batch Ring::wait(std::chrono::milliseconds limit) {
  const std::uint64_t released = released_.load(std::memory_order_relaxed);
  const auto has_something = [&] {
    return written_.load(std::memory_order_seq_cst) != released || ended_.load(std::memory_order_seq_cst);
  };
  if (!has_something()) {
    std::unique_lock<std::mutex> lock(mutex_);
    waiting_.store(true, std::memory_order_seq_cst);
    arrived_.wait_for(lock, limit, has_something);
    waiting_.store(false, std::memory_order_seq_cst);
  }
  const bool ended = ended_.load(std::memory_order_seq_cst);  // before written_: what came before the end is seen
  const std::uint64_t written = written_.load(std::memory_order_acquire);
  const std::size_t at = static_cast<std::size_t>(released & (capacity_ - 1));
  const std::size_t size = std::min(static_cast<std::size_t>(written - released), capacity_ - at);
  return Batch{at, size, ended && size == 0};
}

void Ring::release(std::size_t size) {
  const std::uint64_t released = released_.load(std::memory_order_relaxed);
  if (size > written_.load(std::memory_order_acquire) - released) {
    throw std::invalid_argument("more is released than was written");
  }
  released_.store(released + size, std::memory_order_release);
}

}  // namespace ring3

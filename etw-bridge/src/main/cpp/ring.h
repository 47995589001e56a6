// A bounded queue of frames over memory that somebody else owns. One thread writes, one reads; nobody copies twice.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace ring3 {

class Ring {
 public:
  static constexpr std::size_t kMinCapacity = 1u << 12;
  static constexpr std::size_t kMaxCapacity = 1u << 28;

  // memory: aligned to 8, must outlive the last call of reserve and commit. capacity: a power of two within the limits.
  // Throws std::invalid_argument.
  Ring(std::uint8_t* memory, std::size_t capacity);

  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  // Writer: room for a frame of that size (a multiple of 8), or null if there is none now.
  std::uint8_t* reserve(std::size_t size) noexcept;

  // Writer: the frame that was reserved last is complete.
  void commit(std::size_t size) noexcept;

  // Nothing will be written any more. From any thread.
  void end() noexcept;

  // Whole frames, one behind the other.
  struct Batch {
    std::size_t offset;
    std::size_t size;  // 0: nothing came in time
    bool ended;        // and nothing will
  };

  // Reader: what there is, at most up to the end of the memory; waits for it if there is nothing.
  Batch wait(std::chrono::milliseconds limit);

  // Reader: so many bytes of the batch are free again. Throws std::invalid_argument if there are not so many.
  void release(std::size_t size);

 private:
  void wake() noexcept;

  std::uint8_t* const memory_;
  const std::size_t capacity_;
  std::uint64_t reserved_ = 0;              // writer's own: where the reserved frame starts
  std::atomic<std::uint64_t> written_{0};   // bytes ever written
  std::atomic<std::uint64_t> released_{0};  // bytes ever released
  std::atomic<bool> waiting_{false};
  std::atomic<bool> ended_{false};
  std::mutex mutex_;
  std::condition_variable arrived_;
};

}  // namespace ring3

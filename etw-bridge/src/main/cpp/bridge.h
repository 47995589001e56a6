// A session, the thread that its records come on, and the ring that they wait in.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "drops.h"
#include "ring.h"
#include "session.h"

namespace ring3 {

class Bridge final : private Receiver {
 public:
  // Starts the session. The memory must stay until stop has returned. Throws Failure and std::invalid_argument.
  Bridge(Config config, std::uint8_t* memory, std::size_t capacity);

  // Stops.
  ~Bridge() override;

  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;

  // Ends the session, and returns when nothing writes to the memory any more. What is in the ring can still be read.
  // From any thread, any number of times.
  void stop() noexcept;

  // Of the one that reads; see Ring.
  Ring& ring() noexcept { return ring_; }

  Session& session() noexcept { return *session_; }

  const std::vector<Refusal>& refusals() const noexcept { return refusals_; }

  // Records that found no room in the ring, by provider, since the start.
  std::vector<Drops::Count> drops() { return drops_.counts(); }

  // Records that came, also those that found no room.
  std::uint64_t received() const noexcept { return received_.load(std::memory_order_relaxed); }

  // Whether the session ended without stop having been called: somebody else stopped it, or it failed.
  bool is_cut() const noexcept { return cut_.load(); }

  // The code that process failed with; 0 if it did not.
  std::uint32_t end_code() const noexcept { return end_code_.load(); }

 private:
  void receive(const Record& record) noexcept override;
  void run() noexcept;

  Ring ring_;
  Drops drops_;
  std::unique_ptr<Session> session_;
  std::vector<Refusal> refusals_;
  std::atomic<std::uint64_t> received_{0};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> cut_{false};
  std::atomic<std::uint32_t> end_code_{0};
  std::mutex joining_;
  std::thread thread_;
};

}  // namespace ring3

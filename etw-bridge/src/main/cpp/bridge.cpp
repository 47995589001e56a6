#include "bridge.h"

namespace ring3 {

Bridge::Bridge(Config config, std::uint8_t* memory, std::size_t capacity)
    : ring_(memory, capacity), session_(make_session(std::move(config), *this)) {
  refusals_ = session_->open();
  try {
    thread_ = std::thread([this] { run(); });
  } catch (...) {
    session_->stop();
    throw;
  }
}

Bridge::~Bridge() { stop(); }

void Bridge::stop() noexcept {
  stopping_.store(true);
  session_->stop();
  const std::lock_guard<std::mutex> lock(joining_);
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Bridge::run() noexcept {
  try {
    session_->process();
  } catch (const Failure& failure) {
    end_code_.store(failure.code);
  } catch (...) {
    end_code_.store(UINT32_MAX);
  }
  cut_.store(!stopping_.load());
  ring_.end();
}

void Bridge::receive(const Record& record) noexcept {
  received_.fetch_add(1, std::memory_order_relaxed);
  const std::size_t size = frame_size(record);
  std::uint8_t* const room = size <= kMaxFrame ? ring_.reserve(size) : nullptr;
  if (room == nullptr) {
    drops_.add(provider_of(record));
    return;
  }
  write_frame(record, room);
  ring_.commit(size);
}

}  // namespace ring3

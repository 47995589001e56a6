// Bridges by the number that Java knows them by: a wrong or old number is an error, never a wild pointer.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace ring3 {

template <typename T>
class Handles {
 public:
  std::int64_t add(std::shared_ptr<T> value) {
    const std::lock_guard<std::mutex> lock(mutex_);
    values_.emplace(++last_, std::move(value));
    return last_;
  }

  // Throws std::invalid_argument if there is none.
  std::shared_ptr<T> get(std::int64_t handle) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = values_.find(handle);
    if (found == values_.end()) {
      throw std::invalid_argument("the session was closed");
    }
    return found->second;
  }

  // Null if there is none.
  std::shared_ptr<T> remove(std::int64_t handle) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = values_.find(handle);
    if (found == values_.end()) {
      return nullptr;
    }
    std::shared_ptr<T> value = std::move(found->second);
    values_.erase(found);
    return value;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::int64_t, std::shared_ptr<T>> values_;
  std::int64_t last_ = 0;
};

}  // namespace ring3

// Counts what found no room, by provider.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "wire.h"

namespace ring3 {

class Drops {
 public:
  // Providers that are told apart; what the others lose is counted under the zero GUID.
  static constexpr std::size_t kProviders = 128;

  struct Count {
    Guid provider;
    std::uint64_t records;
  };

  void add(const Guid& provider) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (std::size_t i = 0; i < used_; i++) {
      if (counts_[i].provider == provider) {
        counts_[i].records++;
        return;
      }
    }
    if (used_ < kProviders) {
      counts_[used_++] = Count{provider, 1};
    } else {
      others_++;
    }
  }

  std::vector<Count> counts() {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::vector<Count> all(counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(used_));
    if (others_ > 0) {
      all.push_back(Count{Guid{}, others_});
    }
    return all;
  }

 private:
  std::mutex mutex_;
  std::array<Count, kProviders> counts_{};
  std::size_t used_ = 0;
  std::uint64_t others_ = 0;
};

}  // namespace ring3

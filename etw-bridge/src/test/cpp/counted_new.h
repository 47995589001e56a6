#pragma once

#include <cstdint>

namespace ring3 {

// Blocks that operator new of this library gave and that were not given back.
std::int64_t live_allocations() noexcept;

}  // namespace ring3

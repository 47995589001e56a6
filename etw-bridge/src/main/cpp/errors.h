// Errors as they cross to Java: the call of Windows' that failed, and its code. Java adds the remedy.
#pragma once

#include <cstdint>

namespace ring3 {

struct Failure {
  const char* call;  // such as "StartTrace"; a literal
  std::uint32_t code;
};

}  // namespace ring3

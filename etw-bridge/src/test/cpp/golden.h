// Bytes that C++ and Java agree on: hexadecimal text files, with comments behind '#'.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace ring3::golden {

inline std::string path(const std::string& name) { return std::string(RING3_GOLDEN) + "/" + name + ".hex"; }

inline std::vector<std::uint8_t> read(const std::string& name) {
  std::ifstream file(path(name));
  if (!file) {
    throw std::runtime_error("there is no " + path(name));
  }
  std::vector<std::uint8_t> bytes;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    for (std::string word; words >> word;) {
      bytes.push_back(static_cast<std::uint8_t>(std::stoul(word, nullptr, 16)));
    }
  }
  return bytes;
}

// Writes the file anew if the environment has RING3_GOLDEN_UPDATE.
inline void update(const std::string& name, const std::vector<std::uint8_t>& bytes) {
  if (std::getenv("RING3_GOLDEN_UPDATE") == nullptr) {
    return;
  }
  std::ofstream file(path(name));
  for (std::size_t i = 0; i < bytes.size(); i++) {
    const char* digits = "0123456789abcdef";
    file << digits[bytes[i] >> 4] << digits[bytes[i] & 15] << (i % 16 == 15 || i + 1 == bytes.size() ? '\n' : ' ');
  }
}

}  // namespace ring3::golden

#include "config.h"

#include <cstring>
#include <stdexcept>

namespace ring3 {
namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* bytes, std::size_t size) : at_(bytes), left_(size) {}

  void copy(void* to, std::size_t size) {
    if (size > left_) {
      throw std::invalid_argument("the configuration ends too early");
    }
    if (size > 0) {
      std::memcpy(to, at_, size);
    }
    at_ += size;
    left_ -= size;
  }

  template <typename T>
  T number() {
    T value;
    copy(&value, sizeof value);
    return value;
  }

  std::size_t count(std::size_t most) {
    const std::size_t count = number<std::uint16_t>();
    if (count > most) {
      throw std::invalid_argument("the configuration has too many of something");
    }
    return count;
  }

  bool at_end() const { return left_ == 0; }

 private:
  const std::uint8_t* at_;
  std::size_t left_;
};

ProviderConfig provider(Bytes& bytes) {
  ProviderConfig provider{};
  provider.guid = bytes.number<Guid>();
  provider.level = bytes.number<std::uint8_t>();
  provider.rundown = bytes.number<std::uint8_t>() != 0;
  provider.properties = bytes.number<std::uint32_t>();
  provider.any = bytes.number<std::uint64_t>();
  provider.all = bytes.number<std::uint64_t>();
  provider.filter.resize(bytes.count(kMaxFilter));
  bytes.copy(provider.filter.data(), provider.filter.size());
  provider.ids.resize(bytes.count(kMaxIds));
  bytes.copy(provider.ids.data(), 2 * provider.ids.size());
  return provider;
}

}  // namespace

Config Config::read(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  if (bytes.number<std::uint32_t>() != kMagic) {
    throw std::invalid_argument("this is no configuration");
  }
  Config config{};
  const auto kind = bytes.number<std::uint16_t>();
  if (kind > static_cast<std::uint16_t>(SessionKind::kernel)) {
    throw std::invalid_argument("there is no such kind of session");
  }
  config.kind = static_cast<SessionKind>(kind);
  config.buffer_kilobytes = bytes.number<std::uint32_t>();
  config.minimum_buffers = bytes.number<std::uint32_t>();
  config.maximum_buffers = bytes.number<std::uint32_t>();
  config.flush_timer = bytes.number<std::uint32_t>();
  config.mode = bytes.number<std::uint32_t>();
  config.kernel_flags = bytes.number<std::uint32_t>();
  config.kernel_rundown = bytes.number<std::uint32_t>();
  config.name.resize(bytes.count(kMaxName));
  bytes.copy(config.name.data(), 2 * config.name.size());
  const std::size_t providers = bytes.count(kMaxProviders);
  for (std::size_t i = 0; i < providers; i++) {
    config.providers.push_back(provider(bytes));
  }
  if (config.name.empty() || !bytes.at_end()) {
    throw std::invalid_argument("the configuration has no name, or more bytes than it needs");
  }
  return config;
}

}  // namespace ring3

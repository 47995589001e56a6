// An ETW for tests, in this process: what a test has scripted happens to whoever uses it. Two things stand on it, so
// that both are tested by the same script: scripted_session.cpp, a Session, and standin.cpp, the functions of Windows'
// that krabsetw calls.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "config.h"
#include "session.h"
#include "wire.h"

namespace ring3::scripted {

// A session as the scripted ETW runs it.
struct Running {
  std::u16string name;
  std::uint32_t mode = 0;
  std::uint32_t kernel_flags = 0;
  std::uint32_t flush_timer = 0;
  std::vector<ProviderConfig> enabled;
  std::deque<std::pair<std::vector<std::uint8_t>, std::uint64_t>> waiting;  // frames, and how often each comes
  bool stopped = false;
  Statistics statistics{};
};

class Etw {
 public:
  static constexpr std::uint32_t kOk = 0;
  static constexpr std::uint32_t kExists = 183;
  static constexpr std::uint32_t kNoInstance = 4201;

  static Etw& instance();

  // ---- what a test says

  // The call of that name fails with the code, from now on; 0: it works again.
  void refuse(const std::string& call, std::uint32_t code);

  // Enabling that provider fails with the code.
  void refuse_provider(const Guid& provider, std::uint32_t code);

  // The session gets the record so many times, where its providers and filters let it in.
  void deliver(const std::u16string& session, std::vector<std::uint8_t> frame, std::uint64_t times);

  // What the record's provider tells when it is asked for what is there already.
  void rundown(std::vector<std::uint8_t> frame);

  // What the system knows of the record's kind: its provider, id, version.
  void event_information(std::vector<std::uint8_t> frame, std::vector<std::uint8_t> block);
  void map_information(const Guid& provider, const std::u16string& name, std::vector<std::uint8_t> block);

  // The system's own counts of the session.
  void lose(const std::u16string& session, std::uint64_t events, std::uint64_t real_time_buffers);

  // Forgets all that was scripted, and ends all sessions.
  void reset();

  // How the session was started, as text: for assertions.
  std::string describe(const std::u16string& session);

  // How many sessions run.
  std::size_t sessions();

  // ---- what the system does

  std::uint32_t failure(const std::string& call);
  std::uint32_t start(Running session);
  std::uint32_t enable(const std::u16string& session, const ProviderConfig& provider);
  std::uint32_t capture_state(const std::u16string& session, const Guid& provider);

  // Hands over the session's records until it is stopped.
  std::uint32_t process(const std::u16string& session, const std::function<void(const Record&)>& take);
  std::uint32_t stop(const std::u16string& session);
  std::uint32_t query(const std::u16string& session, Statistics& to);
  std::vector<std::uint8_t> event_information_of(const Record& record);
  std::vector<std::uint8_t> map_information_of(const Record& record, const std::u16string& name);

 private:
  // The session of that name; one that nobody started if there is none.
  Running& named(const std::u16string& name);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::u16string, std::shared_ptr<Running>> running_;
  std::map<std::string, std::uint32_t> refused_;
  std::map<std::string, std::uint32_t> refused_providers_;
  std::vector<std::vector<std::uint8_t>> rundown_;
  std::map<std::string, std::vector<std::uint8_t>> information_;
  std::map<std::string, std::vector<std::uint8_t>> maps_;
};

}  // namespace ring3::scripted

// A trace session of the system's. krabs_session.cpp is the one of Windows; the tests link another.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "config.h"
#include "errors.h"
#include "wire.h"

namespace ring3 {

class Receiver {
 public:
  virtual ~Receiver() = default;

  // Takes a record, by copying it. On the thread that runs Session::process.
  virtual void receive(const Record& record) noexcept = 0;
};

// As the system counts, since the session was started.
struct Statistics {
  std::uint64_t buffers;
  std::uint64_t free_buffers;
  std::uint64_t buffers_written;
  std::uint64_t events_lost;             // found no room in a buffer
  std::uint64_t buffers_lost;            // could not be written
  std::uint64_t real_time_buffers_lost;  // were not fetched in time
};

// Something that a session that runs does without.
struct Refusal {
  enum class Step : std::uint32_t { enable = 0, rundown = 1 };

  Guid provider;
  Step step;
  std::uint32_t code;
};

class Session {
 public:
  virtual ~Session() = default;

  // Starts the session and enables its providers. If one of its name is there already, from a Ring3 that was ended
  // hard, that one is stopped first; no other session is touched. Throws Failure if there is no session then. Providers
  // that were refused are told, and the rest works.
  virtual std::vector<Refusal> open() = 0;

  // Hands records to the receiver until the session is stopped, by us or by others. Called once, after open, on a
  // thread of its own. Throws Failure.
  virtual void process() = 0;

  // Makes process return. From any thread, any number of times.
  virtual void stop() noexcept = 0;

  // From any thread. Throws Failure.
  virtual Statistics statistics() = 0;

  // The TRACE_EVENT_INFO of a record's kind; empty if the system knows none. From any thread.
  virtual std::vector<std::uint8_t> event_information(const Record& record) = 0;

  // The EVENT_MAP_INFO of that name of the record's provider; empty if the system knows none. From any thread.
  virtual std::vector<std::uint8_t> map_information(const Record& record, const std::u16string& name) = 0;
};

// The receiver must outlive the session.
std::unique_ptr<Session> make_session(Config config, Receiver& receiver);

}  // namespace ring3

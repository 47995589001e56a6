// The Session of the tests without krabsetw: over the scripted ETW, call by call as krabs_session.cpp does it.
#include <utility>

#include "scripted_etw.h"
#include "session.h"

namespace ring3 {
namespace {

using scripted::Etw;

class ScriptedSession final : public Session {
 public:
  ScriptedSession(Config config, Receiver& receiver) : config_(std::move(config)), receiver_(receiver) {}

  std::vector<Refusal> open() override {
    start();
    if (const std::uint32_t code = etw().failure("OpenTrace"); code != Etw::kOk) {
      etw().stop(config_.name);
      throw Failure{"OpenTrace", code};
    }
    std::vector<Refusal> refusals;
    for (const ProviderConfig& provider : config_.providers) {
      if (const std::uint32_t code = etw().enable(config_.name, provider); code != Etw::kOk) {
        refusals.push_back({provider.guid, Refusal::Step::enable, code});
      } else if (provider.rundown) {
        etw().capture_state(config_.name, provider.guid);
      }
    }
    return refusals;
  }

  void process() override {
    const std::uint32_t refused = etw().failure("ProcessTrace");
    const std::uint32_t code =
        refused != Etw::kOk ? refused
                            : etw().process(config_.name, [this](const Record& record) { receiver_.receive(record); });
    if (code != Etw::kOk) {
      throw Failure{"ProcessTrace", code};
    }
  }

  void stop() noexcept override { etw().stop(config_.name); }

  Statistics statistics() override {
    Statistics statistics{};
    if (const std::uint32_t code = etw().query(config_.name, statistics); code != Etw::kOk) {
      throw Failure{"ControlTrace", code};
    }
    return statistics;
  }

  std::vector<std::uint8_t> event_information(const Record& record) override {
    return etw().event_information_of(record);
  }

  std::vector<std::uint8_t> map_information(const Record& record, const std::u16string& name) override {
    return etw().map_information_of(record, name);
  }

 private:
  static Etw& etw() { return Etw::instance(); }

  void start() {
    if (const std::uint32_t code = etw().failure("StartTrace"); code != Etw::kOk) {
      throw Failure{"StartTrace", code};
    }
    scripted::Running running;
    running.name = config_.name;
    running.mode = config_.mode;
    running.kernel_flags = config_.kernel_flags;
    running.flush_timer = config_.flush_timer;
    if (etw().start(running) == Etw::kExists) {
      etw().stop(config_.name);
      etw().start(running);
    }
  }

  const Config config_;
  Receiver& receiver_;
};

}  // namespace

std::unique_ptr<Session> make_session(Config config, Receiver& receiver) {
  return std::make_unique<ScriptedSession>(std::move(config), receiver);
}

}  // namespace ring3

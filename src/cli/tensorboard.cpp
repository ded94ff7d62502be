#include "cli/tensorboard.h"

#include <descent/error.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <system_error>

#include "base/text.h"
#include "cli/process_facts.h"
#include "storage/crc32c.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

namespace field {
enum Event : std::uint32_t { event_time = 1, event_step = 2, event_version = 3, event_summary = 5, event_session = 7 };
enum Summary : std::uint32_t { summary_value = 1 };
enum Value : std::uint32_t { value_tag = 1, value_simple = 2 };
enum Session : std::uint32_t { session_status = 1 };
}  // namespace field

constexpr std::uint64_t session_starts = 1;

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

template <class Number>
void append_number(std::string& to, Number number) {
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &number, sizeof(number));  // little-endian, as this machine
    to.append(bytes, sizeof(bytes));
}

/// Checksums of data that holds checksums would be weak: so they are rotated and moved.
std::uint32_t masked(std::string_view text) {
    const std::uint32_t sum = storage::crc32c(storage::as_bytes(text));
    return ((sum >> 15U) | (sum << 17U)) + 0xA282EAD8U;
}

std::string record_of(const std::string& message) {
    std::string length, record;
    append_number(length, static_cast<std::uint64_t>(message.size()));
    record = length;
    append_number(record, masked(length));
    record += message;
    append_number(record, masked(message));
    return record;
}

TensorBoardLog::Scalars scalars_of(const EpochEvent& event) {
    TensorBoardLog::Scalars scalars = {{"loss", event.loss}, {"learning_rate", event.learning_rate}};
    const auto add = [&](const char* name, const std::optional<double>& value) {
        if (value) scalars.emplace_back(name, *value);
    };
    add("accuracy", event.accuracy);
    add("validation_loss", event.validation_loss);
    add("validation_accuracy", event.validation_accuracy);
    if (event.norms) {
        scalars.emplace_back("gradient_norm", event.norms->gradient);
        scalars.emplace_back("weight_norm", event.norms->weights);
    }
    scalars.emplace_back("patterns_per_second", event.patterns_per_second);
    return scalars;
}

}  // namespace

void TensorBoardLog::start(const StartEvent& event) {
    if (folder_.empty()) return;
    storage::make_folder(folder_);
    path_ = folder_ + "/events.out.tfevents." + to_text(static_cast<std::uint64_t>(seconds_now())) + "." + host_name() +
            "." + to_text(::getpid()) + "." + event.run_id;
    try {
        file_ = storage::real_file_system().open(path_, storage::OpenMode::fresh);
    } catch (const std::system_error& error) {
        throw Error(printable(path_, 1000) + ": cannot be made: " + error.code().message());
    }
    add(0, [](model::ProtoMessage& message) { message.text(field::event_version, "brain.Event:2"); });
    if (event.resumed_step == 0) return;
    add(event.resumed_step + 1, [](model::ProtoMessage& message) {
        model::ProtoMessage session;
        session.number(field::session_status, session_starts);
        message.message(field::event_session, session);
    });
}

void TensorBoardLog::epoch(const EpochEvent& event) {
    if (file_ == nullptr) return;
    model::ProtoMessage summary;
    for (const auto& [tag, number] : scalars_of(event)) {
        model::ProtoMessage value;
        value.text(field::value_tag, tag);
        value.fixed32(field::value_simple, static_cast<float>(number));
        summary.message(field::summary_value, value);
    }
    add(event.step, [&](model::ProtoMessage& message) { message.message(field::event_summary, summary); });
}

void TensorBoardLog::add(std::uint64_t step, const std::function<void(model::ProtoMessage&)>& fill) {
    model::ProtoMessage message;
    message.fixed64(field::event_time, seconds_now());
    message.number(field::event_step, step);
    fill(message);
    append(record_of(message.bytes()));
}

void TensorBoardLog::append(const std::string& record) {
    try {
        for (auto left = storage::as_bytes(record); !left.empty();) left = left.subspan(file_->write(left));
    } catch (const std::system_error& error) {
        file_.reset();
        const bool full = storage::is_want_of_room(error);
        if (full) storage::discard(path_, storage::real_file_system());
        warn_(printable(path_, 1000) + ": cannot be written: " + error.code().message() + "; " +
              (full ? "it is removed, so that the model finds room, and " : "") + "the run goes on without it");
    }
}

}  // namespace descent::cli

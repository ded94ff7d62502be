#include "study/trial.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "study/names.h"

namespace descent::study {
namespace {

constexpr std::uint64_t most_epochs = 1u << 24;

/// Every reason that a log gives for the end of a trial; "target" in old ones.
constexpr Named<Outcome> reasons[] = {
    {Outcome::finished, "finished"}, {Outcome::finished, "early-stopping"}, {Outcome::finished, "maximum-steps"},
    {Outcome::diverged, "diverged"}, {Outcome::finished, "target"},         {Outcome::interrupted, "interrupted"},
    {Outcome::failed, "failed"},
};

/// One column of the curve: a number an epoch, null where there is none.
Json column(const std::vector<CurvePoint>& curve, double CurvePoint::*member) {
    Json values = Json::array();
    for (const CurvePoint& point : curve) values.push_back(point.*member);
    return values;
}

Json whole_column(const std::vector<CurvePoint>& curve, std::uint64_t CurvePoint::*member) {
    Json values = Json::array();
    for (const CurvePoint& point : curve) values.push_back(point.*member);
    return values;
}

const Json& column_of(const JsonReader& reader, const char* name, std::size_t epochs) {
    const Json& values = reader.array(name);
    if (values.size() != epochs) {
        reader.fail(name, to_text(values.size()) + " numbers", to_text(epochs) + ", one an epoch");
    }
    return values;
}

void read_column(const JsonReader& reader, const char* name, std::vector<CurvePoint>& curve,
                 double CurvePoint::*member) {
    const Json& values = column_of(reader, name, curve.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!values[i].is_number() && !values[i].is_null()) reader.fail(name, "something else", "numbers and nulls");
        curve[i].*member = values[i].is_null() ? std::numeric_limits<double>::quiet_NaN() : values[i].get<double>();
    }
}

void read_whole_column(const JsonReader& reader, const char* name, std::vector<CurvePoint>& curve,
                       std::uint64_t CurvePoint::*member) {
    const Json& values = column_of(reader, name, curve.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!values[i].is_number_unsigned()) reader.fail(name, "something else", "whole numbers");
        curve[i].*member = values[i].get<std::uint64_t>();
    }
}

std::vector<CurvePoint> read_curve(const JsonReader& reader) {
    if (reader.array("epoch").size() > most_epochs) reader.fail("epoch", "a longer list", "at most 2^24 epochs");
    std::vector<CurvePoint> curve(reader.array("epoch").size());
    read_whole_column(reader, "epoch", curve, &CurvePoint::epoch);
    read_whole_column(reader, "step", curve, &CurvePoint::step);
    read_column(reader, "loss", curve, &CurvePoint::loss);
    read_column(reader, "accuracy", curve, &CurvePoint::accuracy);
    read_column(reader, "validation_loss", curve, &CurvePoint::validation_loss);
    read_column(reader, "validation_accuracy", curve, &CurvePoint::validation_accuracy);
    return curve;
}

}  // namespace

Outcome TrialRecord::outcome() const {
    const auto found = std::ranges::find(reasons, reason, &Named<Outcome>::name);
    return found == std::end(reasons) ? Outcome::failed : found->value;
}

bool TrialRecord::has_result() const { return outcome() == Outcome::finished || outcome() == Outcome::diverged; }

std::string to_string(const Settings& settings) {
    if (settings.empty()) return "defaults";
    std::string text;
    for (const auto& [name, value] : settings) text += (text.empty() ? "" : " ") + name + "=" + value;
    return text;
}

std::string key_of(const Trial& trial) {
    return trial.problem + " | " + trial.optimizer + " | " + to_string(trial.settings) + " | seed " +
           to_text(trial.seed) + " | " + std::string(name_of(trial.phase));
}

Json to_json(const TrialRecord& record) {
    Json settings = Json::object();
    for (const auto& [name, value] : record.trial.settings) settings[name] = value;
    return {{"event", "trial"},
            {"problem", record.trial.problem},
            {"optimizer", record.trial.optimizer},
            {"settings", settings},
            {"seed", record.trial.seed},
            {"phase", name_of(record.trial.phase)},
            {"reason", record.reason},
            {"message", record.message},
            {"steps", record.steps},
            {"epochs", record.epochs},
            {"test_loss", record.test_loss},
            {"test_accuracy", record.test_accuracy},
            {"weights", record.weights},
            {"curve",
             {{"epoch", whole_column(record.curve, &CurvePoint::epoch)},
              {"step", whole_column(record.curve, &CurvePoint::step)},
              {"loss", column(record.curve, &CurvePoint::loss)},
              {"accuracy", column(record.curve, &CurvePoint::accuracy)},
              {"validation_loss", column(record.curve, &CurvePoint::validation_loss)},
              {"validation_accuracy", column(record.curve, &CurvePoint::validation_accuracy)}}}};
}

TrialRecord read_trial(const JsonReader& line) {
    TrialRecord record;
    record.trial.problem = line.text("problem");
    record.trial.optimizer = line.text("optimizer");
    const JsonReader settings = line.object("settings");
    for (const auto& [name, value] : settings.json().items()) record.trial.settings[name] = settings.text(name);
    record.trial.seed = line.whole("seed");
    record.trial.phase = line.choice<Phase>("phase");
    record.reason = line.text("reason");
    if (std::ranges::find(reasons, record.reason, &Named<Outcome>::name) == std::end(reasons)) {
        line.fail("reason", quote(record.reason), "how a trial ends, such as finished");
    }
    record.message = line.text("message");
    record.steps = line.whole("steps");
    record.epochs = line.whole("epochs");
    record.test_loss = line.number("test_loss");
    record.test_accuracy = line.number("test_accuracy");
    record.weights = line.text("weights");
    record.curve = read_curve(line.object("curve"));
    return record;
}

}  // namespace descent::study

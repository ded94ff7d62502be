#include "training/preparation/given_settings.h"

#include <descent/error.h>

#include <algorithm>

#include "training/huber_delta.h"
#include "training/preparation/defaults.h"
#include "training/weight_decay.h"

namespace descent::training {

void GivenSettings::set(const Setting& row, const std::string& text) {
    if (!row.follows_from_data(text)) row.parse(options_, text);
    given_.push_back({&row, text});
}

TrainingOptions GivenSettings::on_top_of(TrainingOptions options) const {
    for (const Given& given : given_) {
        if (given.row->scope == Scope::any) given.row->parse(options, given.text);
    }
    return options;
}

std::optional<StartModel> GivenSettings::start() const { return start_of(options_); }

TrainingOptions GivenSettings::on_top_of(TrainingOptions options, const Dataset& training, const Model* from) const {
    options.loss = from != nullptr ? from->loss : default_loss(training.has_classes());
    if (from != nullptr) options.huber_delta = from->huber_delta;
    if (from == nullptr) options.scaling = default_scaling(training);
    for (const auto& [row, text] : given_) {
        row->follows_from_data(text) ? row->from_data->decide(options, training) : row->parse(options, text);
    }
    check_huber_delta(options.loss);
    if (options.loss != Loss::huber) options.huber_delta = TrainingOptions().huber_delta;  // that of another model's
    return options;
}

TrainingOptions GivenSettings::options_of_run(const Dataset& training, const Model* from,
                                              const Registry& registry) const {
    TrainingOptions options = on_top_of(default_options(), training, from);
    if (!is_given("epochs")) options.epochs = default_epochs(training.patterns(), options.batch_size);
    with_decay_of_rule(options, registry);  // refused before anything is said of it
    if (!decays(options, registry)) refuse_group_decay(options);
    return options;
}

void GivenSettings::check_huber_delta(Loss loss) const {
    if (loss == Loss::huber || !is_given("huber_delta")) return;
    refuse_huber_delta(loss);
}

bool GivenSettings::is_given(const std::string& name) const {
    return std::ranges::any_of(given_, [&](const Given& given) { return given.row->name == name; });
}

}  // namespace descent::training

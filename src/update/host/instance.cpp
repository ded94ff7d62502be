#include "update/host/instance.h"

#include <descent/error.h>

#include "update/host/call.h"
#include "update/host/own_signals.h"
#include "update/rule_check.h"

namespace descent::update {

Instance::~Instance() {
    const Inside inside(who_, "end");
    instance_.reset();
}

Instance::Instance(const descent_rule& rule, const std::vector<double>& values, std::string who)
    : rule_(&rule),
      who_(std::move(who)),
      instance_(nullptr, rule.destroy),
      begin_step_(find_extension<descent_begin_step>(rule, DESCENT_BEGIN_STEP, who_)),
      norms_(find_extension<descent_norms>(rule, DESCENT_NORMS, who_)),
      closure_(find_closure(rule, who_)),
      begin_run_(find_extension<descent_begin_run>(rule, DESCENT_RUN, who_)),
      placed_(find_extension<descent_placed_loops>(rule, DESCENT_PLACED_LOOPS, who_)),
      sums_(find_extension<descent_sums>(rule, DESCENT_SUMS, who_)),
      placed_measures_(find_extension<descent_placed_measures>(rule, DESCENT_PLACED_MEASURES, who_)),
      matrix_(find_extension<descent_matrix_rule>(rule, DESCENT_MATRIX, who_)),
      evaluation_weights_(find_extension<descent_evaluation_weights>(rule, DESCENT_EVALUATION_WEIGHTS, who_)),
      wrapper_(find_extension<descent_wrapper>(rule, DESCENT_WRAPPER, who_)) {
    void* made = nullptr;
    const OwnSignals own(who_, "start with these settings");
    call(who_, "start with these settings",
         [&](descent_message* message) { return rule.create(values.data(), &made, message); });
    if (made == nullptr) throw Error(who_ + ": said that it started, but gave no instance");
    instance_.reset(made);
}

}  // namespace descent::update

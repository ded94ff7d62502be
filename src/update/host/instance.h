#pragma once
/// \file
/// A rule with its settings fixed, and its extensions looked up once.

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <descent/plugin.h>
#include <descent/plugin/draft/evaluation_weights.h>
#include <descent/plugin/draft/matrix.h>
#include <descent/plugin/draft/outer.h>
#include <descent/plugin/draft/placed_measures.h>
#include <descent/plugin/draft/run.h>
#include <descent/plugin/draft/sums.h>
#include <descent/plugin/draft/whole_numbers.h>
#include <descent/plugin/draft/wrapper.h>

#include "update/host/closure_of_rule.h"

namespace descent::update {

/// Extensions that the host asks rules for, and tells plugins that it does.
inline constexpr std::array<std::string_view, 16> called_extensions = {DESCENT_BEGIN_STEP,
                                                                       DESCENT_NORMS,
                                                                       DESCENT_DOUBLE_LOOPS,
                                                                       DESCENT_CLOSURE,
                                                                       DESCENT_CLOSURE_2,
                                                                       DESCENT_OUTER,
                                                                       DESCENT_RUN,
                                                                       DESCENT_DOUBLE_CLOSURE,
                                                                       DESCENT_PLACED_LOOPS,
                                                                       DESCENT_SUMS,
                                                                       DESCENT_WHOLE_NUMBERS,
                                                                       DESCENT_DOUBLE_CLOSURE_2,
                                                                       DESCENT_PLACED_MEASURES,
                                                                       DESCENT_MATRIX,
                                                                       DESCENT_EVALUATION_WEIGHTS,
                                                                       DESCENT_WRAPPER};

class Instance {
public:
    /// `values`: one number a hyper-parameter. Throws Error that names `who` when the rule refuses them.
    Instance(const descent_rule& rule, const std::vector<double>& values, std::string who);

    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    const descent_rule& rule() const { return *rule_; }
    const std::string& who() const { return who_; }
    void* get() const { return instance_.get(); }
    const descent_begin_step* begin_step() const { return begin_step_; }  ///< null where the rule has none
    const descent_norms* norms() const { return norms_; }
    const ClosureOfRule& closure() const { return closure_; }
    const descent_begin_run* begin_run() const { return begin_run_; }  ///< all of these null where the rule has none
    const descent_placed_loops* placed() const { return placed_; }
    const descent_sums* sums() const { return sums_; }
    const descent_placed_measures* placed_measures() const { return placed_measures_; }
    const descent_matrix_rule* matrix() const { return matrix_; }
    const descent_evaluation_weights* evaluation_weights() const { return evaluation_weights_; }
    const descent_wrapper* wrapper() const { return wrapper_; }

private:
    const descent_rule* rule_;
    std::string who_;
    std::unique_ptr<void, void (*)(void*)> instance_;
    const descent_begin_step* begin_step_;
    const descent_norms* norms_;
    ClosureOfRule closure_;
    const descent_begin_run* begin_run_;
    const descent_placed_loops* placed_;
    const descent_sums* sums_;
    const descent_placed_measures* placed_measures_;
    const descent_matrix_rule* matrix_;
    const descent_evaluation_weights* evaluation_weights_;
    const descent_wrapper* wrapper_;
};

}  // namespace descent::update

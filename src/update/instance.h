#pragma once
/// \file
/// A rule with its settings fixed, and its functions looked up once.

#include <memory>
#include <string>
#include <vector>

#include <descent/machine.h>
#include <descent/plugin.h>
#include <descent/plugin/draft/closure.h>
#include <descent/plugin/draft/outer.h>

namespace descent::update {

class Instance {
public:
    /// `values`: one number a hyper-parameter. Throws Error that names `who` when the rule refuses them.
    Instance(const descent_rule& rule, const std::vector<double>& values, InstructionSet set, std::string who);

    const descent_rule& rule() const { return *rule_; }
    const std::string& who() const { return who_; }
    void* get() const { return instance_.get(); }
    descent_update update() const { return update_; }                     ///< null: needs the closure
    descent_measure measure() const { return measure_; }                  ///< null: measures nothing
    descent_update_outer outer() const { return outer_; }                 ///< null: the rule has no such loop
    const descent_begin_step* begin_step() const { return begin_step_; }  ///< null where the rule has none
    const descent_norms* norms() const { return norms_; }
    const descent_closure* closure() const { return closure_; }

private:
    const descent_rule* rule_;
    std::string who_;
    std::unique_ptr<void, void (*)(void*)> instance_;
    const descent_begin_step* begin_step_;
    const descent_norms* norms_;
    const descent_closure* closure_;
    descent_update update_ = nullptr;
    descent_measure measure_ = nullptr;
    descent_update_outer outer_ = nullptr;
};

}  // namespace descent::update

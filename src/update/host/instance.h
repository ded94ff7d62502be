#pragma once
/// \file
/// A rule with its settings fixed, and its extensions looked up once.

#include <memory>
#include <string>
#include <vector>

#include <descent/plugin.h>

#include "update/host/closure_of_rule.h"

namespace descent::update {

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

private:
    const descent_rule* rule_;
    std::string who_;
    std::unique_ptr<void, void (*)(void*)> instance_;
    const descent_begin_step* begin_step_;
    const descent_norms* norms_;
    ClosureOfRule closure_;
};

}  // namespace descent::update

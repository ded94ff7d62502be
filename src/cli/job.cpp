#include "cli/job.h"

#include <descent/error.h>

#include "base/text.h"
#include "cli/last_line.h"
#include "cli/launcher.h"
#include "cli/process_facts.h"
#include "cli/signals.h"

namespace descent::cli {
namespace {

using parallel::Statement;

std::string module_for(const Launch& launch) {
    const std::string module = parallel::mpi_module(launch.mpi, module_folders());
    if (module.empty()) {
        throw Error("started as one of " + to_text(launch.size) + " ranks of " + launch.mpi +
                    ": no module descent_mpi_" + launch.mpi + ".so in " + join(module_folders()) +
                    ", expected one; build descent where mpicc." + launch.mpi + " is installed");
    }
    return module;
}

}  // namespace

std::vector<std::string> module_folders() {
    const std::string folder = program_folder();
    return {folder, folder + "/" DESCENT_MODULE_FOLDER};
}

Job::Job(Console& console) : console_(console) {
    const auto launch = launch_of_this_process();
    if (!launch) return;
    if (launch->rank != "0") {
        console_.speak_for_rank(launch->rank);
        note_signals_silently();
    }
    ranks_.emplace(module_for(*launch));
    if (ranks_->size() == launch->size) return;
    throw Error("started as one of " + to_text(launch->size) + " ranks, and " + launch->mpi + " knows of " +
                to_text(ranks_->size()) + ": start it with the mpirun of " + launch->mpi);
}

parallel::Ranks& Job::ranks() { return ranks_ ? *ranks_ : parallel::one_rank(); }

int Job::end(int status) {
    if (!ranks_) return status;
    if (!ranks_->have_met()) {
        const auto statements = parallel::meet(*ranks_, {.kind = Statement::Kind::leaves, .text = {}});
        if (const auto failure = parallel::first_failure(statements)) {
            console_.error_of_job(failure->what());
            status = failure->status();
        }
    }
    ranks_->finish();
    return status;
}

int Job::fail(const std::string& line, int status) {
    if (!ranks_) {
        console_.error(line);
        return status;
    }
    if (ranks_->have_met()) {
        console_.error(ranks_->rank() == 0 ? "rank 0: " + line : line);
        speak_no_more();
        ranks_->abort(status);
        return status;
    }
    return refuse(*parallel::first_failure(parallel::meet(*ranks_, {Statement::Kind::fails, status, line})));
}

int Job::refuse(const parallel::Refused& refusal) {
    console_.error_of_job(refusal.what());
    if (ranks_) ranks_->finish();
    return refusal.status();
}

}  // namespace descent::cli

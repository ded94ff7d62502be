#include "cli/thread_starts.h"

#include <dlfcn.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>
#include <new>
#include <string>

#include "cli/sanitized.h"
#include "update/host/inside.h"

namespace descent::cli {
namespace {

struct HandlerStack {
    alignas(16) std::array<char, std::size_t{64} << 10U> bytes;
};

void use_for_handlers(HandlerStack& memory) {
    stack_t stack{};
    stack.ss_sp = memory.bytes.data();
    stack.ss_size = memory.bytes.size();
    ::sigaltstack(&stack, nullptr);
}

}  // namespace

void give_stack_to_handlers() {
    static HandlerStack memory;
    if (!is_sanitized) use_for_handlers(memory);  // sanitizers have their own
}

}  // namespace descent::cli

#ifndef DESCENT_SANITIZED
namespace {

using ThreadFunction = void* (*)(void*);

/// What a thread does, and on whose behalf.
struct Start {
    Start(ThreadFunction its_function, void* its_argument, const char* starter)
        : function(its_function), argument(its_argument), who(starter == nullptr ? "" : starter) {}

    ThreadFunction function;
    void* argument;
    std::string who;                      ///< lives as long as the thread: the plugin's instance may not
    descent::cli::HandlerStack handlers;  ///< not initialised
};

struct NoHandlerStack {
    ~NoHandlerStack() {
        stack_t none{};
        none.ss_flags = SS_DISABLE;
        ::sigaltstack(&none, nullptr);
    }
};

extern "C" void* run_thread(void* given) {
    const std::unique_ptr<Start> start(static_cast<Start*>(given));
    const NoHandlerStack at_the_end;
    descent::cli::use_for_handlers(start->handlers);
    if (start->who.empty()) return start->function(start->argument);
    const descent::update::Inside inside(start->who);
    return start->function(start->argument);
}

}  // namespace

/// The C library's own one, around `run_thread`; libraries and plugins find this before it.
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the names of the other are reserved
extern "C" [[gnu::visibility("default")]] int pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                                                             ThreadFunction function, void* argument) noexcept {
    static const auto create = reinterpret_cast<decltype(&pthread_create)>(::dlsym(RTLD_NEXT, "pthread_create"));
    try {
        auto start = std::make_unique<Start>(function, argument, descent::update::whose_code_runs());
        const int error = create(thread, attributes, run_thread, start.get());
        if (error == 0) static_cast<void>(start.release());  // the thread's own
        return error;
    } catch (const std::bad_alloc&) {
        return EAGAIN;
    }
}
#endif

// A plugin with one fault, chosen by BROKEN; each must end in a message that names the file, never in a crash.
#include <descent/plugin.h>

#include <pthread.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <limits>
#include <stdexcept>
#include <thread>

#include "../flush_denormals.h"

namespace {

constexpr int no_fault = 0, newer_abi = 1, entry_lies_about_size = 2, no_rules = 3, refuses_to_start = 4,
              rule_lies_about_size = 5, absurd_state = 6, throws_in_create = 7, throws_in_begin_step = 8,
              throws_in_update = 9, refuses_settings = 10, no_loop = 11, forgets_the_closing_zero = 12,
              extension_of_the_future = 13, throws_at_start = 14, gives_no_instance = 15, takes_a_built_in_name = 16,
              flushes_denormals_when_loaded = 17, flushes_denormals_in_update = 18, exits_when_loaded = 19,
              exits_in_begin_step = 20, exits_in_update = 21, writes_to_padding = 22, hangs_in_update = 23,
              hangs_when_loaded = 24, exits_when_unloaded = 25, exits_on_its_own_thread = 26,
              exits_quickly_in_update = 27, flushes_denormals_at_start = 28, flushes_denormals_in_create = 29,
              flushes_denormals_in_destroy = 30, crashes_in_update = 31, aborts_in_update = 32, divides_in_update = 33,
              traps_in_update = 34, overflows_in_update = 35, terminates_in_update = 36, crashes_when_loaded = 37,
              crashes_on_its_own_thread = 38, leaves_in_update = 39, refuses_in_begin_step = 40, range_to_infinity = 41,
              name_with_a_dash = 42, throws_on_its_own_thread = 43, overflows_on_its_own_thread = 44,
              flushes_denormals_in_step_4 = 45, lowers_precision_in_update = 46, ends_its_thread_in_update = 47,
              forks_in_update = 48, ignores_interrupts_when_loaded = 49, ignores_interrupts_in_create = 50,
              ignores_interrupts_in_update = 51, throws_when_asked_for_loops = 52, uses_its_own_thread = 53;
constexpr int fault = BROKEN;

int instance_memory;

// Volatile: what cannot happen is compiled away.
volatile int zero = 0;
volatile int* volatile nowhere = nullptr;

void crash() { *nowhere = 1; }

[[gnu::noinline]] int overflow(int depth) {  // NOLINT(misc-no-recursion)
    volatile char page[4096] = {};
    return depth < 0 ? 0 : overflow(depth + 1) + page[0];
}

/// From now on long double has 24 bits.
void lower_precision() {
#if defined(__x86_64__)
    std::uint16_t word = 0;
    __asm__ volatile("fnstcw %0" : "=m"(word));
    word = static_cast<std::uint16_t>(word & ~0x300U);
    __asm__ volatile("fldcw %0" : : "m"(word));
#endif
}

/// What a thread of the plugin's own may do.
void work_in_a_mode_of_its_own() {
    flush_denormals();
    ::pthread_exit(nullptr);
}

/// What ends a process at once.
void end_at_once() {
    if (fault == crashes_in_update) crash();
    if (fault == aborts_in_update) std::abort();
    if (fault == divides_in_update) std::printf("%d\n", 7 / zero);
    if (fault == traps_in_update) __builtin_trap();
    if (fault == overflows_in_update) std::printf("%d\n", overflow(0));
    if (fault == terminates_in_update) std::terminate();
    if (fault == crashes_on_its_own_thread) std::thread(crash).join();
    if (fault == throws_on_its_own_thread) std::thread([] { throw std::runtime_error("a thread is lost"); }).join();
    if (fault == overflows_on_its_own_thread) std::thread([] { std::printf("%d\n", overflow(0)); }).join();
    if (fault == leaves_in_update) ::_exit(0);
    if (fault == ends_its_thread_in_update) ::pthread_exit(nullptr);
    if (fault == uses_its_own_thread) std::thread(work_in_a_mode_of_its_own).join();
    if (fault == forks_in_update && ::fork() == 0) std::exit(0);
}

[[gnu::constructor]] void when_loaded() {
    if (fault == flushes_denormals_when_loaded) flush_denormals();
    if (fault == exits_when_loaded) std::exit(0);
    if (fault == crashes_when_loaded) crash();
    if (fault == hangs_when_loaded) std::fputs("a plugin is loaded\n", stderr);
    if (fault == ignores_interrupts_when_loaded) std::signal(SIGINT, SIG_IGN);
    while (fault == hangs_when_loaded) pause();
}

[[gnu::destructor]] void when_unloaded() {
    if (fault == exits_when_unloaded) std::exit(0);
}

descent_status create(const double*, void** instance, descent_message* message) {
    if (fault == flushes_denormals_in_create) flush_denormals();
    if (fault == ignores_interrupts_in_create) std::signal(SIGINT, SIG_IGN);
    if (fault == throws_in_create) throw std::runtime_error("create lost its way");
    if (fault == refuses_settings) {
        descent_refuse(message, "these settings do not go together");
        return DESCENT_REFUSED;
    }
    if (fault == forgets_the_closing_zero) {
        for (uint64_t i = 0; i < message->capacity; ++i) message->text[i] = 'x';
        return DESCENT_REFUSED;
    }
    *instance = fault == gives_no_instance ? nullptr : &instance_memory;
    return DESCENT_OK;
}
void destroy(void*) {
    if (fault == flushes_denormals_in_destroy) flush_denormals();
}
void update(const void*, const descent_stretch* stretch, const descent_step* step) {
    if (fault == throws_in_update) throw 42;
    if (fault == flushes_denormals_in_update || (fault == flushes_denormals_in_step_4 && step->count == 4))
        flush_denormals();
    if (fault == lowers_precision_in_update) lower_precision();
    if (fault == ignores_interrupts_in_update) std::signal(SIGINT, SIG_IGN);
    if (fault == exits_in_update) std::exit(0);
    if (fault == exits_quickly_in_update) std::quick_exit(0);
    if (fault == exits_on_its_own_thread) std::thread([] { std::exit(0); }).join();
    while (fault == hangs_in_update || fault == ignores_interrupts_when_loaded) pause();
    end_at_once();
    for (uint64_t i = 0; i < stretch->count; ++i) {
        stretch->weights[i] -= static_cast<float>(step->learning_rate) * stretch->gradients[i];
    }
    if (fault == writes_to_padding) {
        const descent_tensor& tensor = *stretch->tensor;
        for (uint64_t i = 0; i < stretch->count; ++i) {
            if (i % tensor.stride >= tensor.columns) stretch->weights[i] = std::nanf("");
        }
    }
}
descent_update loop(const void*, int32_t set) {
    if (fault == throws_when_asked_for_loops) throw std::runtime_error("no loops today");
    return set == DESCENT_SET_BASELINE && fault != no_loop ? update : nullptr;
}
descent_status begin_step(void*, const descent_step* step, double*, descent_message* message) {
    if (fault == exits_in_begin_step) std::exit(0);
    if (fault == refuses_in_begin_step && step->count == 3) {
        descent_refuse(message, "two steps are enough");
        return DESCENT_REFUSED;
    }
    if (fault == throws_in_begin_step && step->count == 3) throw std::runtime_error("step 3 is too much");
    return DESCENT_OK;
}
constexpr descent_begin_step begin_step_struct = {
    sizeof(descent_begin_step),
    fault == extension_of_the_future ? DESCENT_ABI_VERSION + 7 : DESCENT_ABI_VERSION,
    0,
    0,
    nullptr,
    nullptr,
    begin_step};
const void* extension(const char* id) {
    const char* wanted = DESCENT_BEGIN_STEP;
    while (*id != '\0' && *id == *wanted) ++id, ++wanted;
    return *id == *wanted ? &begin_step_struct : nullptr;
}
constexpr descent_hyper_parameter unbounded = {sizeof(descent_hyper_parameter),
                                               DESCENT_ABI_VERSION,
                                               "learning_rate",
                                               "length of a step",
                                               1,
                                               0,
                                               std::numeric_limits<double>::infinity(),
                                               DESCENT_SCALE_LINEAR,
                                               0,
                                               nullptr};
constexpr const char* name = fault == takes_a_built_in_name ? "adam" : fault == name_with_a_dash ? "b-roken" : "broken";
constexpr descent_rule rule = {fault == rule_lies_about_size ? 16 : sizeof(descent_rule),
                               DESCENT_ABI_VERSION,
                               name,
                               "w -= eta g",
                               "for tests",
                               fault == range_to_infinity ? 1U : 0U,
                               fault == absurd_state ? 1000000000U : 0U,
                               fault == range_to_infinity ? &unbounded : nullptr,
                               nullptr,
                               create,
                               destroy,
                               nullptr,
                               nullptr,
                               loop,
                               extension};
constexpr const descent_rule* rules[] = {&rule};

descent_status start(descent_host_api_function, descent_message* message) {
    if (fault == flushes_denormals_at_start) flush_denormals();
    if (fault == throws_at_start) throw std::runtime_error("no start today");
    if (fault != refuses_to_start) return DESCENT_OK;
    descent_refuse(message, "needs descent.of_the_future/1, which this host does not call");
    return DESCENT_REFUSED;
}

}  // namespace

extern "C" DESCENT_VISIBLE const descent_entry descent_plugin = {
    fault == entry_lies_about_size ? 4096 : sizeof(descent_entry),
    fault == newer_abi ? DESCENT_ABI_VERSION + 1 : DESCENT_ABI_VERSION, fault == no_rules ? 0 : 1, rules, start};

// A wrapper that takes the gradient ahead, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/optimizer.h>

#include <cstdlib>

namespace {

constexpr int good = 0, counts_its_calls = 1, keeps_its_length_for_all_runs = 2, divides_by_nothing = 3, draws_lots = 4,
              has_a_dead_setting = 5, looks_at_the_call = 6;
constexpr int mistake = MUTANT;

double length_of_all_runs = 0;

// g is taken at  w + rho l g/(|g| + 1e-12)  with l = 1 - 0.9^t, and |g| over the network
struct LooksAhead {
    static constexpr const char* name = "looks_ahead";
    static constexpr const char* formula = "g is taken at w + rho (1 - 0.9^t) g/|g|";
    static constexpr const char* source = "for tests";
    static constexpr bool wraps = true, looks_ahead = true;

    double rho = 0.05;
    static constexpr descent::HyperParameter<LooksAhead> hyper_parameters[] = {
        {"rho", &LooksAhead::rho, {1e-6, 1}, descent::Scale::log, "how far ahead"}};
    double power = 1;
    static constexpr descent::Global<LooksAhead> globals[] = {{"power", &LooksAhead::power, "0.9^t"}};

    double length = 0, hidden_power = 1;  // of one step
    mutable double calls = 0;
    void begin_step(const descent::Step&) {
        power *= 0.9;
        hidden_power *= 0.9;
        length = 1 - (mistake == counts_its_calls ? hidden_power : power);
        if (mistake == keeps_its_length_for_all_runs) length = length_of_all_runs += 1e-3;
        if (mistake == draws_lots) length *= 1 + 1e-3 * (std::rand() % 7);
        length *= mistake == has_a_dead_setting ? 0.05 : rho;
        calls = 0;
    }

    double scale = 0;  // of one step
    static constexpr int sum_count = 1;
    template <class Value>
    void measure_sums(Value, Value gradient, Value (&summed)[sum_count], const descent::Step&) const {
        summed[0] = gradient * gradient;
    }
    void use_sums(const descent::Step&, const double* sums) {
        scale = length / (descent::sqrt(sums[0]) + (mistake == divides_by_nothing ? 0 : 1e-12));
    }

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step&) const {
        if (mistake == looks_at_the_call) calls += 1e-4;
        weight += (scale + calls) * gradient;
    }
};

}  // namespace

DESCENT_OPTIMIZER(LooksAhead)

// Gradient descent that refuses its second step in the function that MUTANT chooses.
#include <descent/draft/matrix.h>
#include <descent/draft/space.h>
#include <descent/optimizer.h>

#include <stdexcept>

namespace {

constexpr int begin_tensor_of_biases = 0, use_sums_of_all = 1, transform_of_all = 2, minimise_of_all = 3;
static_assert(MUTANT >= begin_tensor_of_biases && MUTANT <= minimise_of_all);

void refuse_second(const descent::Step& step) {
    if (step.count == 2) throw std::runtime_error("one step is enough");
}

struct Refuses {
    static constexpr const char* name = "refuses";
    static constexpr const char* formula = "w -= eta g";
    static constexpr const char* source = "for tests";

    double learning_rate = 0.1;
    static constexpr descent::HyperParameter<Refuses> hyper_parameters[] = {
        {"learning_rate", &Refuses::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"}};

#if MUTANT == 0
    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value, Value gradient, Value (&measured)[measure_count], const descent::Step&) const {
        measured[0] = gradient;
    }
    double begin_tensor(const descent::Tensor& tensor, const descent::Step& step, const double*) const {
        if (tensor.kind == 1) refuse_second(step);
        return 1;
    }
#elif MUTANT == 1
    static constexpr int sum_count = 1;
    template <class Value>
    void measure_sums(Value, Value gradient, Value (&summed)[sum_count], const descent::Step&) const {
        summed[0] = gradient;
    }
    void use_sums(const descent::Step& step, const double*) { refuse_second(step); }
#elif MUTANT == 2
    template <class Real>
    void transform(const descent::Matrices<Real>&, const descent::Step& step) const {
        refuse_second(step);
    }
#else
    static constexpr bool needs_closure = true;
    template <class Real>
    void minimise(const descent::Space<Real>&, double, const descent::Step& step) {
        refuse_second(step);
    }
#endif

#if MUTANT != 3
    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step& step) const {
        weight -= step.learning_rate * gradient;
    }
#endif
};

}  // namespace

DESCENT_OPTIMIZER(Refuses)

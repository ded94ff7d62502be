#include <stdexcept>

#include <descent/optimizer.h>

namespace {

// iRprop-: s = g g_previous;  step *= 1.2 where s > 0, 0.5 where s < 0; kept in [1e-6, 50];  where s < 0: g = 0;
//          w -= sign(g) step;  g_previous = g
// For full batches: between mini-batches signs change by chance. A schedule scales all steps.
// Source: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm",
// 1993; Igel and Hüsken, "Improving the Rprop Learning Algorithm", 2000.
struct Rprop {
    static constexpr const char* name = "rprop";
    static constexpr const char* formula =
        "s = g g_prev; step *= 1.2 (s>0) or 0.5 (s<0), in [1e-6, 50]; s<0: g = 0; w -= sign(g) step";
    static constexpr const char* source = "Riedmiller and Braun 1993; Igel and Hüsken 2000";

    double learning_rate = 0.01;
    double increase = 1.2;
    double decrease = 0.5;
    double smallest = 1e-6;
    double largest = 50;

    static constexpr descent::HyperParameter<Rprop> hyper_parameters[] = {
        {"learning_rate",
         &Rprop::learning_rate,
         {1e-6, 10},
         descent::Scale::log,
         "length of every parameter's first step"},
        {"increase", &Rprop::increase, {1, 2}, descent::Scale::linear, "factor while the sign of the gradient stays"},
        {"decrease", &Rprop::decrease, {0.01, 1}, descent::Scale::linear, "factor when it changes"},
        {"smallest", &Rprop::smallest, {1e-12, 1}, descent::Scale::log, "smallest step"},
        {"largest", &Rprop::largest, {1e-6, 1e6}, descent::Scale::log, "largest step"},
    };
    enum SlotNumber { previous_slot, length_slot };
    static constexpr descent::Slot slots[] = {
        {"previous", "g_prev: the last gradient, 0 where its sign had changed"},
        {"length", "step: its length, apart for each parameter"},
    };

    void prepare() {
        if (smallest > largest) throw std::invalid_argument("smallest is above largest");
    }

    double slot_start(int slot) const { return slot == length_slot ? learning_rate : 0; }

    template <class Value>
    void update(Value& weight, Value gradient, Value& previous, Value& length, const descent::Step& step) const {
        const Value agreement = sign(gradient * previous);
        const Value factor =
            select(agreement > Value(0), Value(increase), select(agreement < Value(0), Value(decrease), Value(1)));
        length = min(Value(largest), max(Value(smallest), length * factor));
        previous = select(agreement < Value(0), Value(0), gradient);
        weight -= step.learning_rate / learning_rate * sign(previous) * length;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Rprop)

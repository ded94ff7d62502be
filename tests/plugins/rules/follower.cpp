// A wrapper whose slow weights follow, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/optimizer.h>

namespace {

constexpr int good = 0, counts_its_calls = 1, names_a_wrong_slot = 2, undoes_the_step = 3, leaves_nan_in_padding = 4;
constexpr int mistake = MUTANT;

// Every third step:  s += (w - s) / 2;  w = w_before + 0.9 (w - w_before) always; s is measured
struct Follower {
    static constexpr const char* name = "follower";
    static constexpr const char* formula = "w = w_before + 0.9 (w - w_before); every third step s += (w - s) / 2";
    static constexpr const char* source = "for tests";
    static constexpr bool wraps = true;
    static constexpr descent::Slot slots[] = {{"before", "w_before"}, {"slow", "s"}};
    static constexpr int before_slot = mistake == names_a_wrong_slot ? 1 : 0;
    static constexpr int evaluation_slot = mistake == names_a_wrong_slot ? 0 : 1;

    int calls = 0;
    bool follows = false;  // of one step
    void begin_step(const descent::Step& step) {
        follows = (mistake == counts_its_calls ? static_cast<unsigned long long>(++calls) : step.count) % 3 == 0;
    }

    template <class Value>
    void update(Value& weight, Value, Value& before, Value& slow, const descent::Step&) const {
        weight = before + (mistake == undoes_the_step ? -0.9 : 0.9) * (weight - before);
        if (follows) slow += 0.5 * (weight - slow);
        if (mistake == leaves_nan_in_padding) slow += 0 * (weight / weight);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Follower)

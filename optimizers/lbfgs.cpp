#include <descent/draft/space.h>
#include <descent/optimizer.h>

namespace {

/// What is known of a step length: the loss there, and the loss's slope along the direction.
struct Point {
    double length = 0;
    double loss = 0;
    double slope = 0;
};

/// Where the cubic through two points and their slopes is lowest, kept in [low, high]; the middle when it has no
/// minimum. Source: Nocedal and Wright, "Numerical Optimization", 2006, equation 3.59.
double lowest_of_cubic(Point a, Point b, double low, double high) {
    if (a.length > b.length) {
        const Point swapped = a;
        a = b;
        b = swapped;
    }
    const double d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.length - b.length);
    const double square = d1 * d1 - a.slope * b.slope;
    if (!(square >= 0)) return (low + high) / 2;
    const double d2 = descent::sqrt(square);
    const double length = b.length - (b.length - a.length) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
    return descent::min(descent::max(length, low), high);
}

// The last m pairs s = w - w_prev, y = g - g_prev stand for the inverse Hessian H:
//   q = -g;  newest to oldest: a_i = s_i.q / y_i.s_i, q -= a_i y_i;  q *= s.y / y.y;  oldest to newest:
//   q += s_i (a_i - y_i.q / y_i.s_i)
// w += t q, with t from a line search that ends where f(t) <= f(0) + c1 t f'(0) and |f'(t)| <= c2 |f'(0)|
// For full batches: between mini-batches y would compare gradients of different functions.
// Source: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", 1980; line search: Nocedal and Wright 2006,
// algorithms 3.5 and 3.6, with the safeguards of PyTorch's LBFGS(line_search_fn="strong_wolfe").
struct Lbfgs {
    static constexpr const char* name = "lbfgs";
    static constexpr const char* formula =
        "w -= t H g; H from the last m steps by the two-loop recursion; t by a line search with Wolfe's strong "
        "conditions";
    static constexpr const char* source = "Nocedal 1980; Nocedal and Wright 2006, algorithms 3.5, 3.6 and 7.4";
    static constexpr bool needs_closure = true;

    static constexpr int most_pairs = 20;
    static constexpr int most_evaluations = 25;       // of one line search
    static constexpr double smallest_change = 1e-9;   // of a parameter, and of the loss along the direction
    static constexpr double least_curvature = 1e-10;  // s.y below it says nothing about H
    enum SlotNumber { previous_gradient, step_slot, direction_slot, start_slot, first_pair };

    double learning_rate = 1;
    int memory = 10;
    double c1 = 1e-4;
    double c2 = 0.9;

    // in global slots
    double iterations = 0;
    double pairs = 0;
    double newest = 0;

    static constexpr descent::HyperParameter<Lbfgs> hyper_parameters[] = {
        {"learning_rate",
         &Lbfgs::learning_rate,
         {1e-6, 10},
         descent::Scale::log,
         "the first length that a search tries"},
        {"memory", &Lbfgs::memory, {1, most_pairs}, descent::Scale::linear, "m, pairs kept"},
        {"c1", &Lbfgs::c1, {1e-8, 0.5}, descent::Scale::log, "how much the loss must fall"},
        {"c2", &Lbfgs::c2, {0.01, 0.9999}, descent::Scale::linear, "how much of the slope may be left"},
    };
    static constexpr descent::Slot slots[] = {
        {"previous_gradient", "g of the last step"},
        {"step", "s of the last step"},
        {"direction", "working memory"},
        {"start", "working memory"},
        {"s_0", "a step", true},
        {"y_0", "its change of gradient", true},
        {"s_1", "a step", true},
        {"y_1", "its change", true},
        {"s_2", "a step", true},
        {"y_2", "its change", true},
        {"s_3", "a step", true},
        {"y_3", "its change", true},
        {"s_4", "a step", true},
        {"y_4", "its change", true},
        {"s_5", "a step", true},
        {"y_5", "its change", true},
        {"s_6", "a step", true},
        {"y_6", "its change", true},
        {"s_7", "a step", true},
        {"y_7", "its change", true},
        {"s_8", "a step", true},
        {"y_8", "its change", true},
        {"s_9", "a step", true},
        {"y_9", "its change", true},
        {"s_10", "a step", true},
        {"y_10", "its change", true},
        {"s_11", "a step", true},
        {"y_11", "its change", true},
        {"s_12", "a step", true},
        {"y_12", "its change", true},
        {"s_13", "a step", true},
        {"y_13", "its change", true},
        {"s_14", "a step", true},
        {"y_14", "its change", true},
        {"s_15", "a step", true},
        {"y_15", "its change", true},
        {"s_16", "a step", true},
        {"y_16", "its change", true},
        {"s_17", "a step", true},
        {"y_17", "its change", true},
        {"s_18", "a step", true},
        {"y_18", "its change", true},
        {"s_19", "a step", true},
        {"y_19", "its change", true},
    };
    static constexpr descent::Global<Lbfgs> globals[] = {
        {"iterations", &Lbfgs::iterations, "steps done"},
        {"pairs", &Lbfgs::pairs, "pairs known, at most m"},
        {"newest", &Lbfgs::newest, "number of the newest pair"},
    };

    bool uses_slot(int slot) const { return slot < first_pair + 2 * size(); }

    int size() const { return memory; }
    int place(int age) const { return (static_cast<int>(newest) - age + size()) % size(); }  // age 0: the newest
    template <class Real>
    Real* s(const descent::Space<Real>& space, int age) const {
        return space.slot(first_pair + 2 * place(age));
    }
    template <class Real>
    Real* y(const descent::Space<Real>& space, int age) const {
        return space.slot(first_pair + 2 * place(age) + 1);
    }

    template <class Real>
    void minimise(const descent::Space<Real>& space, double loss, const descent::Step& step) {
        Real* const direction = space.slot(direction_slot);
        if (iterations > 0) remember_last_step(space);
        find_direction(space, direction);
        const Point start = {0, loss, space.dot(space.gradients(), direction)};
        const double first_length =
            step.learning_rate * (iterations > 0 ? 1.0 : descent::min(1.0, 1 / sum_of_absolutes(space)));
        ++iterations;
        space.copy(space.slot(previous_gradient), space.gradients());
        space.copy(space.slot(start_slot), space.weights());
        double length = 0;  // at a minimum there is nowhere to go
        if (start.slope <= -smallest_change) length = search(space, start, first_length).length;
        space.copy_scaled(space.slot(step_slot), length, direction);
        move(space, length);
    }

    template <class Real>
    void remember_last_step(const descent::Space<Real>& space) {
        Real* const previous = space.slot(previous_gradient);
        const Real* const gradient = space.gradients();
        for (uint64_t i = 0; i < space.count(); ++i) previous[i] = gradient[i] - previous[i];  // now it is y
        if (!(space.dot(previous, space.slot(step_slot)) > least_curvature)) return;
        newest = pairs == 0 ? 0 : place(-1);
        pairs = descent::min(pairs + 1, static_cast<double>(size()));
        space.copy(s(space, 0), space.slot(step_slot));
        space.copy(y(space, 0), previous);
    }

    template <class Real>
    void find_direction(const descent::Space<Real>& space, Real* q) const {
        space.copy_scaled(q, -1, space.gradients());
        if (pairs == 0) return;
        double a[most_pairs], curvature[most_pairs];
        const int known = static_cast<int>(pairs);
        for (int age = 0; age < known; ++age) {
            curvature[age] = space.dot(y(space, age), s(space, age));
            a[age] = space.dot(s(space, age), q) / curvature[age];
            space.add_scaled(q, -a[age], y(space, age));
        }
        space.copy_scaled(q, curvature[0] / space.dot(y(space, 0), y(space, 0)), q);
        for (int age = known - 1; age >= 0; --age) {
            const double b = space.dot(y(space, age), q) / curvature[age];
            space.add_scaled(q, a[age] - b, s(space, age));
        }
    }

    template <class Real>
    static double sum_of_absolutes(const descent::Space<Real>& space) {
        double sum = 0;
        for (uint64_t i = 0; i < space.count(); ++i) sum += static_cast<double>(descent::abs(space.gradients()[i]));
        return sum;
    }

    /// w = start + length direction
    template <class Real>
    static void move(const descent::Space<Real>& space, double length) {
        space.copy(space.weights(), space.slot(start_slot));
        space.add_scaled(space.weights(), length, space.slot(direction_slot));
    }

    template <class Real>
    static Point look(const descent::Space<Real>& space, double length) {
        move(space, length);
        const double loss = space.evaluate();
        return {length, loss, space.dot(space.gradients(), space.slot(direction_slot))};
    }

    bool falls_enough(const Point& point, const Point& start) const {
        return point.loss <= start.loss + c1 * point.length * start.slope;
    }
    bool is_flat_enough(const Point& point, const Point& start) const {
        return descent::abs(point.slope) <= -c2 * start.slope;
    }

    /// Goes on until a bracket holds a good length, then halves it in.
    template <class Real>
    Point search(const descent::Space<Real>& space, const Point& start, double first_length) const {
        Point previous = start;
        Point point = look(space, first_length);
        for (int looks = 0; looks < most_evaluations; ++looks) {
            if (!falls_enough(point, start) || (looks > 1 && point.loss >= previous.loss)) {
                return close_in(space, start, previous, point, looks);
            }
            if (is_flat_enough(point, start)) return point;
            if (point.slope >= 0) return close_in(space, start, previous, point, looks);
            const double least = point.length + 0.01 * (point.length - previous.length);
            const double next = lowest_of_cubic(previous, point, least, 10 * point.length);
            previous = point;
            point = look(space, next);
        }
        return point.loss < start.loss ? point : start;
    }

    template <class Real>
    Point close_in(const descent::Space<Real>& space, const Point& start, Point a, Point b, int looks) const {
        double largest = 0;
        for (uint64_t i = 0; i < space.count(); ++i) {
            largest = descent::max(largest, static_cast<double>(descent::abs(space.slot(direction_slot)[i])));
        }
        const bool falls = b.loss < a.loss;  // not where b has no loss
        Point low = falls ? b : a, high = falls ? a : b;
        bool was_near_an_end = false;
        for (; looks < most_evaluations; ++looks) {
            const double left = descent::min(low.length, high.length), right = descent::max(low.length, high.length);
            if ((right - left) * largest < smallest_change) break;
            double next = lowest_of_cubic(low, high, left, right);
            const double margin = 0.1 * (right - left);
            const bool near_an_end = descent::min(right - next, next - left) < margin;
            const bool stays_inside = near_an_end && !was_near_an_end && next < right && next > left;
            if (near_an_end && !stays_inside) {
                next = descent::abs(next - right) < descent::abs(next - left) ? right - margin : left + margin;
            }
            was_near_an_end = stays_inside;
            const Point point = look(space, next);
            if (!falls_enough(point, start) || point.loss >= low.loss) {
                high = point;
                if (high.loss < low.loss) {
                    const Point swapped = high;
                    high = low;
                    low = swapped;
                }
                continue;
            }
            const bool done = is_flat_enough(point, start);
            if (!done && point.slope * (high.length - low.length) >= 0) high = low;
            low = point;
            if (done) break;
        }
        return low;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Lbfgs)

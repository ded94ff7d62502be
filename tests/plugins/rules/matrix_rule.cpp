// A rule that turns each tensor's gradient as a whole: single weights may go uphill, the cost falls along the step.
#include <descent/draft/space.h>
#include <descent/optimizer.h>

namespace {

// d = g - share (G g), G the mean of all rows of a tensor:  w -= eta d. For share in (0, 1) the matrix is positive
// definite, so d.g > 0 although single signs differ.
struct MatrixRule {
    static constexpr const char* name = "matrix_rule";
    static constexpr const char* formula = "w -= eta (g - share mean of the rows of g)";
    static constexpr const char* source = "for tests";
    static constexpr bool needs_closure = true;
    static constexpr bool honours_groups = true;

    double learning_rate = 0.05;
    double share = 0.9;
    static constexpr descent::HyperParameter<MatrixRule> hyper_parameters[] = {
        {"learning_rate", &MatrixRule::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"},
        {"share", &MatrixRule::share, {0, 0.99}, descent::Scale::linear, "of the mean that is taken off"},
    };

    template <class Real>
    void minimise(const descent::Space<Real>& space, double, const descent::Step&) {
        for (const descent::ArenaTensor& t : space.tensors()) {
            const uint64_t rows = t.tensor->rows, stride = t.tensor->stride;
            for (uint64_t column = 0; column < t.tensor->columns; ++column) {
                Real* const weights = space.weights() + t.offset + column;
                const Real* const gradients = space.gradients() + t.offset + column;
                Real sum = 0;
                for (uint64_t row = 0; row < rows; ++row) sum += gradients[row * stride];
                const Real off = static_cast<Real>(share) * sum / static_cast<Real>(rows);
                for (uint64_t row = 0; row < rows; ++row) {
                    weights[row * stride] -= static_cast<Real>(t.learning_rate) * (gradients[row * stride] - off);
                }
            }
        }
    }
};

}  // namespace

DESCENT_OPTIMIZER(MatrixRule)

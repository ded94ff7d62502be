#pragma once
/// \file
/// Test functions: cheap to evaluate, their surface known exactly. One formula a file; the build makes the list.
///
///     const auto function = make_function("rosenbrock");
///     const double y = function->value(std::array{-1.2, 1.0});

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descent::objective {

/// f: R^n -> R. Values and gradients are computed in double, with operations that give the same bits on every machine.
/// [any thread] `x`: [dimensions].
class Function {
public:
    virtual ~Function() = default;
    virtual std::size_t dimensions() const = 0;
    /// Updates that an epoch has.
    virtual std::uint64_t steps_per_epoch() const { return 100; }
    /// Where a run with that seed starts.
    virtual std::vector<float> start(std::uint64_t seed) const = 0;
    virtual double value(std::span<const double> x) const = 0;
    /// df/dx into `result`, as an optimizer sees it: with the noise of that seed and step, where the function has any.
    virtual void gradient(std::span<const double> x, std::uint64_t seed, std::uint64_t step,
                          std::span<double> result) const = 0;
    /// The value to which that gradient belongs.
    virtual double noisy_value(std::span<const double> x, std::uint64_t /*seed*/, std::uint64_t /*step*/) const {
        return value(x);
    }
    /// The smallest value.
    virtual double minimum() const { return 0; }
};

/// Of that many dimensions, each of at least 1; 0: as many as the function usually has.
using MakeFunction = std::unique_ptr<Function> (*)(std::size_t dimensions);

struct NamedFunction {
    std::string_view name;  ///< "noisy-quadratic"
    MakeFunction make;
};

/// [any thread] All functions, in the order of the list in CMakeLists.txt.
std::span<const NamedFunction> functions();

/// [any thread] Of its usual dimensions. Throws UsageError that lists the names.
std::unique_ptr<Function> make_function(std::string_view name);
std::vector<std::string> function_names();

/// `classical`, repeated over all dimensions, each coordinate moved by the seed by up to 0.05: runs of one seed start
/// at one place, and runs of several seeds tell the spread.
std::vector<float> moved_start(std::span<const double> classical, std::size_t dimensions, std::uint64_t seed);

}  // namespace descent::objective

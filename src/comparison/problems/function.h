#pragma once
/// \file
/// Functions to minimise with the same optimizers as networks: cheap, and their surface is known exactly.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descent::comparison {

/// One function. Values and gradients are computed in double from the point's floats, with exact operations only.
class Function {
public:
    virtual ~Function() = default;
    virtual std::size_t dimensions() const = 0;
    /// Where a run with that seed starts.
    virtual std::vector<float> start(std::uint64_t seed) const = 0;
    virtual double value(std::span<const double> x) const = 0;
    /// dy/dx, as an optimizer sees it: with the noise of that seed and step, where the function has any.
    virtual void gradient(std::span<const double> x, std::uint64_t seed, std::uint64_t step,
                          std::span<double> result) const = 0;
};

/// "rosenbrock", "beale", "noisy-quadratic". Throws UsageError that lists the names.
std::unique_ptr<Function> make_function(std::string_view name);
std::vector<std::string> function_names();

/// The classical start, each coordinate moved by the seed by up to 0.05: runs of one seed start at one place, and runs
/// of several seeds say something of the spread.
std::vector<float> moved_start(std::span<const double> classical, std::uint64_t seed);

/// The functions by name.
std::unique_ptr<Function> make_rosenbrock();
std::unique_ptr<Function> make_beale();
std::unique_ptr<Function> make_noisy_quadratic();

}  // namespace descent::comparison
